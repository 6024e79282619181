import { authorize, checkPolicy } from '../iam/index.ts';
import type { AuthorizationRequest, Decision, PolicySet } from '../iam/types.ts';
import { documentNamed } from './candidates/append.ts';
import { candidatesFor, type RankedCandidate } from './candidates/index.ts';
import { mendsOf } from './candidates/mendDocument.ts';
import { policyKind } from './candidates/policyKind.ts';
import { guardWords, isUnsafe } from './guards.ts';
import { rankOf } from './kinds.ts';
import { nameOf } from './names.ts';
import { applyEdits, costOf } from './policyEdits.ts';
import { type Candidate, type Situation, withEdits } from './situation.ts';
import type { Fix, FixOptions, FixResult, PolicyEdit } from './types.ts';
import { whyNot } from './whyNot.ts';

/** Gates that one fix may have to open: identity, boundary, session, resource, and a Deny or two. */
const mostGates = 6;
/** Ways that are followed through each gate that is not the last. */
const breadth = 3;
const mostOthers = 5;
/** Candidates that are tried at each gate: those that come first, of documents with hundreds of statements. */
const mostCandidates = 120;
/** Decisions that one search may take: it is made while somebody waits. */
const mostDecisions = 400;

interface Proven extends Fix {
  /** Rank of the change itself, where `kind` says in which layer it is. */
  rank: number;
  near: number;
}

/**
 * The least edits after which the request is allowed. Each is proven: the request is decided again with the edits in force,
 * and AWS would save the edited documents. Where several layers lack the permission, one fix mends all of them. Pure;
 * documents are not changed. `ok: false` when it is allowed already, or when no edit of these policies helps.
 */
export function smallestFix(
  request: AuthorizationRequest,
  policies: PolicySet,
  options: FixOptions = {},
): FixResult {
  const decision = authorize(request, policies);
  if (decision.result === 'Allowed') {
    return {
      ok: false,
      reason: `With the policies as they are now, ${request.action} is allowed already: there is nothing to mend.`,
    };
  }
  const situation = { request, policies, decision, options };
  if (request.principal.type === 'Anonymous') return { ok: false, reason: anonymous };
  const guarded = guardWords(situation);
  if (guarded !== undefined) return { ok: false, reason: guarded };
  const search: Search = { furthest: situation, left: mostDecisions };
  const found = mend(situation, search, mostGates).sort(byPreference);
  const [best, ...others] = distinct(found).map(({ near: _, rank: __, ...fix }): Fix => fix);
  return best === undefined
    ? { ok: false, reason: tooMany(situation) ?? whyNot(search.furthest) }
    : { ok: true, best, others: others.slice(0, mostOthers) };
}

interface Search {
  /** The last gate that the search came to: what is said when nothing helps. */
  furthest: Situation;
  /** Decisions that may still be made. */
  left: number;
}

const anonymous =
  'The caller has not signed the request. Only a policy that lets everybody in would allow it: sign the request instead.';

/** More Denies than one fix takes on. */
function tooMany({ decision }: Situation): string | undefined {
  const denies = decision.statements.filter(({ effect, matched }) => matched && effect === 'Deny');
  const [first] = denies;
  return first === undefined || denies.length < mostGates
    ? undefined
    : `${denies.length} statements deny this, more than one fix mends. Begin with ${first.sid ?? `statement ${first.index + 1}`} of ${nameOf(first.policy)}.`;
}

function mend(situation: Situation, search: Search, gates: number): Proven[] {
  const steps = candidatesFor(situation)
    .sort(byFitness)
    .slice(0, mostCandidates)
    .filter((candidate) => !isUnsafe(situation, candidate))
    .flatMap((candidate) => (search.left-- > 0 ? prove(situation, candidate) : []));
  const done = steps.flatMap(({ fix, after }) => (isAllowed(after) ? [fix] : []));
  if (done.length > 0 || gates <= 1) return done;
  return steps
    .filter(({ after }) => isProgress(situation.decision, after.decision))
    .sort((one, other) => byPreference(one.fix, other.fix))
    .slice(0, breadth)
    .flatMap(({ fix, after }) => {
      search.furthest = after;
      return mend(after, search, gates - 1).map((rest) => together(fix, rest));
    });
}

const isAllowed = ({ decision }: Situation): boolean => decision.result === 'Allowed';

/** The candidate with the situation after it; none when AWS would not save what it makes. */
function prove(
  situation: Situation,
  candidate: RankedCandidate,
): { fix: Proven; after: Situation }[] {
  const edits = saved(situation, candidate);
  if (edits === null) return [];
  const { request, options } = situation;
  const policies = withEdits(situation.policies, candidate.layer, edits);
  const decision = authorize(request, policies);
  const { kind, title, reason, rank, near, layer } = candidate;
  const cost = edits.reduce(
    (sum, edit) => sum + costOf(documentNamed(situation, layer, edit.document), edit),
    0,
  );
  return [
    {
      fix: { kind, title, reason, edits, cost, decision, rank, near },
      after: { request, policies, decision, options },
    },
  ];
}

/**
 * The candidate's edits, with what the service asks for on saving beside them (a Version that was never written).
 * Null when it would refuse the document.
 */
function saved(situation: Situation, { layer, edits }: Candidate): PolicyEdit[] | null {
  const kind = policyKind(layer);
  const all = [...edits];
  for (const name of new Set(edits.map(({ document }) => document))) {
    const own = edits.filter(({ document }) => document === name);
    const edited = applyEdits(documentNamed(situation, layer, name), own);
    if (edited === undefined || kind === null || checkPolicy(edited, kind) === null) continue;
    const more = mendsOf(edited, name, kind);
    if (more === null) return null;
    all.push(...more);
  }
  return all;
}

/** Fewer Denies apply, or another gate decides now. */
function isProgress(before: Decision, after: Decision): boolean {
  const applying = ({ statements }: Decision, effect: string): number =>
    statements.filter((one) => one.matched && one.effect === effect).length;
  if (before.result === 'ExplicitlyDenied')
    return applying(after, 'Deny') < applying(before, 'Deny');
  if (after.result === 'ExplicitlyDenied') return false;
  return (
    after.decidedBy !== before.decidedBy || applying(after, 'Allow') > applying(before, 'Allow')
  );
}

/** A step and the way on from there, as one fix. It is of the kind that needs the most care. */
function together(step: Proven, rest: Proven): Proven {
  return {
    kind: rankOf(step.kind) > rankOf(rest.kind) ? step.kind : rest.kind,
    title: `${step.title}; ${rest.title}`,
    reason: `${step.reason} ${rest.reason}`,
    edits: [...step.edits, ...rest.edits],
    cost: step.cost + rest.cost,
    decision: rest.decision,
    rank: Math.max(step.rank, rest.rank),
    near: step.near + rest.near,
  };
}

type Fitness = Pick<RankedCandidate, 'kind' | 'rank' | 'near'>;
const byFitness = (one: Fitness, other: Fitness): number =>
  rankOf(one.kind) - rankOf(other.kind) || one.rank - other.rank || other.near - one.near;

const byPreference = (one: Proven, other: Proven): number =>
  byFitness(one, other) || one.cost - other.cost;

function distinct(fixes: readonly Proven[]): Proven[] {
  const known = new Map<string, Proven>();
  for (const fix of fixes) {
    const key = JSON.stringify(fix.edits);
    if (!known.has(key)) known.set(key, fix);
  }
  return [...known.values()];
}
