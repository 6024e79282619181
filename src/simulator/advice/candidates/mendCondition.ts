import type { ElementTrace, PolicyLayer, StatementTrace } from '../../iam/types.ts';
import { statementName } from '../names.ts';
import { valueAt } from '../policyEdits.ts';
import { type Candidate, type CandidateMaker, nearMisses, type Situation } from '../situation.ts';
import type { PolicyEdit } from '../types.ts';
import { documentNamed, takeOut } from './append.ts';

/** One condition and how it may be mended. */
interface Mending {
  edits: PolicyEdit[];
  words: string;
}
interface Case {
  statement: StatementTrace;
  content: unknown;
  trace: ElementTrace;
  operator: string;
  key: string;
}
type Mender = (given: Case) => Mending | null;

/** Mends the conditions of Allow statements in which everything else fits. */
export const mendCondition: CandidateMaker = (situation, layer) =>
  nearMisses(situation, layer).flatMap(({ statement, missed }) =>
    missed.every(({ element }) => element === 'Condition')
      ? mendings(situation, layer, statement, missed).map(
          ({ edits, words }, choice): Candidate => ({
            kind: 'mend-condition',
            layer,
            title: `Mend the condition of ${statementName(statement)}`,
            reason: words,
            edits,
            near: -choice,
          }),
        )
      : [],
  );

/** Every way in which all the conditions can be mended together: the same way for each of them where it fits. */
export function mendings(
  situation: Situation,
  layer: PolicyLayer,
  statement: StatementTrace,
  conditions: readonly ElementTrace[],
): Mending[] {
  const content = documentNamed(situation, layer, statement.policy);
  const ways = conditions.map((trace) =>
    MENDERS.flatMap((mend) => {
      const { operator, key } = trace.condition ?? { operator: '', key: '' };
      return mend({ statement, content, trace, operator, key }) ?? [];
    }),
  );
  const most = Math.max(...ways.map((way) => way.length));
  if (ways.some((way) => way.length === 0)) return [];
  return Array.from({ length: most }, (_, choice) => {
    const chosen = ways.flatMap((way) => way[Math.min(choice, way.length - 1)] ?? []);
    return {
      edits: chosen.flatMap(({ edits }) => edits),
      words: chosen.map(({ words }) => words).join(' '),
    };
  });
}

const conditionPath = ({ statement, operator, key }: Case) => [
  ...statement.path,
  'Condition',
  operator,
  key,
];

const isArnKey = (key: string): boolean => /arn$/i.test(key);

/** The entry under another operator; the old operator goes with its last key. */
function moved(given: Case, operator: string): PolicyEdit[] {
  const { statement, content } = given;
  const document = statement.policy;
  const from = conditionPath(given);
  const block = [...statement.path, 'Condition'];
  if (valueAt(content, [...block, operator, given.key]) !== undefined) return [];
  const value = valueAt(content, from);
  return [
    { op: 'remove', document, path: lastOf(given) ? from.slice(0, -1) : from },
    { op: 'set', document, path: [...block, operator, given.key], value },
  ];
}

function lastOf({ content, statement, operator }: Case): boolean {
  const keys = valueAt(content, [...statement.path, 'Condition', operator]);
  return typeof keys === 'object' && keys !== null && Object.keys(keys).length === 1;
}

/** Wildcards mean nothing to Equals (IAM JSON policy elements: Condition operators). */
const wildcards: Mender = (given) => {
  const { trace, operator, key } = given;
  const form = /^(.*)StringEquals(IgnoreCase)?(IfExists)?$/.exec(operator);
  if (form === null || !trace.expected.some((value) => /[*?]/.test(value))) return null;
  const like = `${form[1]}${isArnKey(key) ? 'ArnLike' : 'StringLike'}${form[3] ?? ''}`;
  const edits = moved(given, like);
  return edits.length === 0
    ? null
    : { edits, words: `${operator} takes * literally; ${like} is the operator for patterns.` };
};

/** The request's own value, beside those that are there. */
const value: Mender = (given) => {
  const { trace, operator, key, statement, content } = given;
  const actual = trace.actual[0];
  const compares = /^(?:ForAnyValue:)?(String|Arn|IpAddress|Binary)(?!Not)/.test(operator);
  if (actual === undefined || !compares || trace.actual.length > 1) return null;
  const path = conditionPath(given);
  const present = valueAt(content, path);
  const list = Array.isArray(present);
  // For whom a service may take a role is one thing: a wrong one is corrected.
  const corrects = statement.layer === 'trust' && /^aws:source(?:arn|account)$/i.test(key);
  const edit: PolicyEdit = {
    op: 'set',
    document: statement.policy,
    path: list ? [...path, present.length] : path,
    value: list || corrects ? actual : [present, actual],
  };
  const words = `The request has ${key} = ${actual}, not ${trace.expected.join(' or ')}. Check that this is who you mean to let in.`;
  return { edits: [edit], words };
};

/** Several values of the request need a set operator. */
const sets: Mender = (given) => {
  if (given.trace.reason !== 'needs-set-operator') return null;
  const edits = moved(given, `ForAnyValue:${given.operator}`);
  const words = `${given.key} has several values, which only ForAnyValue or ForAllValues compare.`;
  return edits.length === 0 ? null : { edits, words };
};

/** A negated operator that lists the request's value. */
const listed: Mender = (given) => {
  const { trace, statement, content, key } = given;
  if (trace.reason !== 'value-listed') return null;
  const path = conditionPath(given);
  const edits = trace.actual.map((actual) =>
    takeOut({ name: statement.policy, content }, path, actual),
  );
  const words = `The condition excepts ${key} = ${trace.actual.join(', ')}.`;
  return edits.length === 1 && edits[0] ? { edits: [edits[0]], words } : null;
};

/** For keys that are better sent than forgone. */
const HINTS: ReadonlyMap<string, string> = new Map([
  ['sts:externalid', ' Better still, have the caller send the external id (--external-id).'],
  ['aws:multifactorauthpresent', ' Better still, have the caller sign in with MFA.'],
  ['aws:securetransport', ' Better still, have the caller use TLS.'],
  ['s3:x-amz-server-side-encryption', ' Better still, have the caller ask for encryption (--sse).'],
]);
const hintFor = (key: string): string => HINTS.get(key.toLowerCase()) ?? '';

/** Holds also where the request has no such key. */
const ifExists: Mender = (given) => {
  const { trace, operator, key } = given;
  if (trace.reason !== 'key-missing' || /IfExists$|^Null$/.test(operator)) return null;
  const edits = moved(given, `${operator}IfExists`);
  const words = `This request has no ${key}, so the condition cannot hold. With IfExists it still holds for requests that have one.${hintFor(key)}`;
  return edits.length === 0 ? null : { edits, words };
};

/** Takes the condition away: the last way, and a guard less. */
const without: Mender = (given) => {
  const { content, statement, operator, key } = given;
  const path = conditionPath(given);
  const block = valueAt(content, [...statement.path, 'Condition']);
  const only = typeof block === 'object' && block !== null && Object.keys(block).length === 1;
  const depth = lastOf(given) ? (only ? 2 : 1) : 0;
  const edit: PolicyEdit = {
    op: 'remove',
    document: statement.policy,
    path: path.slice(0, path.length - depth),
  };
  const words = `Without ${operator} ${key} the statement holds for more requests than before. Think of what it guarded against.${hintFor(key)}`;
  return { edits: [edit], words };
};

/** In the order of preference. */
const MENDERS: readonly Mender[] = [wildcards, value, sets, listed, ifExists, without];
