import { roleNameOf } from '../../cloud/arns.ts';
import { isPolicyInForce } from '../../iam/index.ts';
import { isRecord } from '../../iam/record.ts';
import type { AuthorizationRequest, NamedPolicy, PolicyStatement } from '../../iam/types.ts';
import { nameOf, shortName } from '../names.ts';
import { valueAt } from '../policyEdits.ts';
import { folderPattern, lastingPattern } from '../resourcePattern.ts';
import { freeSid, serviceName } from '../sid.ts';
import {
  type Candidate,
  type CandidateMaker,
  documentsOf,
  isEditable,
  type Situation,
  serviceOf,
} from '../situation.ts';
import type { PolicyEdit } from '../types.ts';
import { append, documentNamed } from './append.ts';
import { issuerOf, passedTo, principalOf, sourceConditions } from './principal.ts';

/** Adds a statement of its own: to each policy of the layer, or as a new policy of a role that has none. */
export const addStatement: CandidateMaker = (situation, layer) => {
  const { request, policies } = situation;
  const present = documentsOf(policies, layer).filter(
    ({ name, document }) => isEditable(name) && (isWritten(document) || mayBegin(situation, layer)),
  );
  const useless = present.every(({ document }) => !isPolicyInForce(document, 'identity'));
  const fresh = layer === 'identity' && useless ? newPolicy(request, present) : null;
  const withPrincipal = layer === 'resource' || layer === 'trust' || layer === 'resourceControl';
  return (fresh === null ? present : [...present, fresh]).flatMap((policy) =>
    resourcesFor(situation, layer).map((resource, choice): Candidate => {
      const content = documentNamed(situation, layer, policy.name);
      const statement: PolicyStatement = {
        ...(layer === 'trust' ? {} : { Sid: freeSid(request.action, sidsIn(content)) }),
        Effect: 'Allow',
        ...(withPrincipal ? { Principal: principalOf(request) } : {}),
        Action: request.action,
        ...(resource === null ? {} : { Resource: resource }),
        ...(withPrincipal ? sourceConditions(request) : passedTo(request)),
      };
      const on = resource === null || resource === '*' ? '' : ` on ${shortName(resource)}`;
      return {
        kind: 'add-statement',
        layer,
        title: `Allow ${request.action}${on} in ${nameOf(policy.name)}`,
        reason: `No statement of ${nameOf(policy.name)} is about this, so it gets one of its own.${
          resource?.endsWith('/*')
            ? ' It covers the whole folder: the next object has another key.'
            : ''
        }`,
        edits: [placed(policy.name, content, statement)],
        near: kinship(situation, policy) + (choice === 0 ? 1 : 0),
      };
    }),
  );
};

const isWritten = (document: unknown): boolean => document !== undefined && document !== null;

/**
 * A first document is written only where there is no other way: for a resource that does not let another account in.
 * Without a trust policy there is no role.
 */
const mayBegin = ({ decision }: Situation, layer: string): boolean =>
  layer === 'resource' && decision.decidedBy === 'resource';

/** What the new statement may name, the preferred one first; null: such a document has no resources. */
function resourcesFor({ request, policies }: Situation, layer: string): (string | null)[] {
  if (layer === 'trust' || (layer === 'resource' && policies.resource?.kind === 'repository')) {
    return [null];
  }
  const { resource } = request;
  const exact = lastingPattern(resource);
  const choices = [...new Set([folderPattern(resource) ?? exact, exact])];
  return layer === 'identity' ? choices : choices.slice(0, 1);
}

/** A role without any policy of its own that is in force gets a new one. */
function newPolicy(
  { principal, action }: AuthorizationRequest,
  present: readonly NamedPolicy[],
): NamedPolicy | null {
  const arn = issuerOf(principal);
  if (arn === undefined) return null;
  const role = roleNameOf(arn);
  // Policies of the same role tell how it is called here: in another account with its id.
  const label = /^role:(.+?)\/policy:/.exec(present[0]?.name ?? '')?.[1] ?? role;
  const taken = new Set(present.map(({ name }) => name));
  const first = `role:${label}/policy:${serviceName(action)}`;
  let name = first;
  for (let number = 2; taken.has(name); number++) name = `${first}${number}`;
  return { name, document: undefined };
}

function placed(document: string, content: unknown, statement: PolicyStatement): PolicyEdit {
  if (isRecord(content)) {
    const edit = append({ name: document, content }, ['Statement'], statement);
    return edit.op === 'set' && edit.value === statement && edit.path.length === 1
      ? { ...edit, value: [statement] }
      : edit;
  }
  const value = { Version: '2012-10-17', Statement: [statement] };
  return { op: 'set', document, path: [], value };
}

/** Names that statements of the document have already. */
const sidsIn = (content: unknown): Set<unknown> =>
  new Set([valueAt(content, ['Statement'])].flat().map((one) => valueAt(one, ['Sid'])));

/** How much a policy is about the same service already. */
function kinship({ decision, request }: Situation, policy: NamedPolicy): number {
  const about = decision.statements.filter(
    ({ policy: name, elements }) =>
      name === policy.name &&
      elements.some(
        ({ element, expected }) =>
          element === 'Action' &&
          expected.some((one) => serviceOf(one) === serviceOf(request.action)),
      ),
  );
  return about.length > 0 ? 4 : 0;
}
