import type { ElementTrace, StatementTrace } from '../../iam/types.ts';
import { nameOf, shortName, statementName } from '../names.ts';
import { valueAt } from '../policyEdits.ts';
import { lastingPattern } from '../resourcePattern.ts';
import type { Candidate, CandidateMaker, Situation } from '../situation.ts';
import { isEditable } from '../situation.ts';
import type { PolicyEdit } from '../types.ts';
import { append, documentNamed, takeOut } from './append.ts';

/** One way to make a Deny statement miss this request. */
interface Narrowing {
  words: string;
  title: string;
  edit: PolicyEdit | null;
}
interface Given {
  situation: Situation;
  statement: StatementTrace;
  content: unknown;
}
type Narrower = (given: Given) => Narrowing[];

/** The Deny statements that apply, in one layer. */
const denies = (situation: Situation, layer: string): StatementTrace[] =>
  situation.decision.statements.filter(
    (one) => one.layer === layer && one.effect === 'Deny' && one.matched && isEditable(one.policy),
  );

/** Takes the action or the resource out of the Deny, or excepts it by a condition. */
export const narrowDeny: CandidateMaker = (situation, layer) =>
  denies(situation, layer).flatMap((statement) => {
    const content = documentNamed(situation, layer, statement.policy);
    return NARROWERS.flatMap((narrow) => narrow({ situation, statement, content })).flatMap(
      ({ words, title, edit }, choice): Candidate | [] =>
        edit === null
          ? []
          : {
              kind: 'narrow-deny',
              layer,
              title,
              reason: `${words} Somebody wrote this Deny on purpose: ask first.`,
              edits: [edit],
              near: -choice,
            },
    );
  });

/** The last resort: takes the statement away, or the whole document when it says nothing else. */
export const removeDeny: CandidateMaker = (situation, layer) =>
  denies(situation, layer).map((statement): Candidate => {
    const document = statement.policy;
    const list = valueAt(documentNamed(situation, layer, document), ['Statement']);
    const only = !Array.isArray(list) || list.length === 1;
    return {
      kind: 'remove-deny',
      layer,
      title: only ? `Remove ${nameOf(document)}` : `Remove ${statementName(statement)}`,
      reason:
        'An explicit Deny wins over every Allow. Removing it opens what it protected, for everybody: ask who wrote it first.',
      edits: [{ op: 'remove', document, path: only ? [] : statement.path }],
      near: 0,
    };
  });

/** Elements that list what is denied: the request's own value comes out of the list. */
const fromList =
  (name: 'Action' | 'Resource'): Narrower =>
  ({ situation: { request }, statement, content }) => {
    const value = name === 'Action' ? request.action : request.resource;
    return [
      {
        title: `Take ${shortName(value)} out of ${statementName(statement)}`,
        words: `${statementName(statement)} denies ${value} by name.`,
        edit: takeOut({ name: statement.policy, content }, [...statement.path, name], value),
      },
    ];
  };

/** Elements that list what is excepted: the request's value joins the list. */
const toExceptions =
  (name: 'NotAction' | 'NotResource'): Narrower =>
  ({ situation: { request }, statement, content }) => {
    if (valueAt(content, [...statement.path, name]) === undefined) return [];
    if (name === 'NotResource' && request.resource === '*') return [];
    const value = name === 'NotAction' ? request.action : lastingPattern(request.resource);
    return [
      {
        title: `Except ${shortName(value)} in ${statementName(statement)}`,
        words: `${statementName(statement)} denies everything but a list; this joins the list.`,
        edit: append({ name: statement.policy, content }, [...statement.path, name], value),
      },
    ];
  };

/** `StringNotEquals` and its like: the request's value is one more that is good, or only a value that is there counts. */
const conditions: Narrower = ({ statement, content }) =>
  statement.elements.flatMap((trace) => {
    const { operator, key } = trace.condition ?? { operator: '', key: '' };
    if (!/Not(Equals|Like|IpAddress)|^NotIp/.test(operator)) return [];
    const path = [...statement.path, 'Condition', operator, key];
    return [exceptValue(trace, key, path, statement, content)];
  });

function exceptValue(
  { actual }: ElementTrace,
  key: string,
  path: StatementTrace['path'],
  statement: StatementTrace,
  content: unknown,
): Narrowing {
  const label = statementName(statement);
  const [value] = actual;
  if (value !== undefined) {
    return {
      title: `Accept ${key} = ${shortName(value)} in ${label}`,
      words: `${label} denies every ${key} but those it lists, and the request has ${value}.`,
      edit: append({ name: statement.policy, content }, path, value),
    };
  }
  return {
    title: `Let ${label} mind only requests that have ${key}`,
    words: `${label} also denies requests without ${key}, and this one has none. Better still, have the caller send it.`,
    edit: {
      op: 'set',
      document: statement.policy,
      path: [...statement.path, 'Condition', 'Null', key],
      value: 'false',
    },
  };
}

/** An exception for this one caller. */
const exceptCaller: Narrower = ({ situation: { request }, statement, content }) => {
  const { principal, context = {} } = request;
  const label = statementName(statement);
  if (principal.type === 'Service') {
    const path = [...statement.path, 'Condition', 'Bool', 'aws:PrincipalIsAWSService'];
    if (valueAt(content, path) !== undefined) return [];
    return [
      {
        title: `Except AWS services in ${label}`,
        words: `${label} hits the services of AWS as well.`,
        edit: { op: 'set', document: statement.policy, path, value: 'false' },
      },
    ];
  }
  const arn = Object.hasOwn(context, 'aws:PrincipalArn') ? context['aws:PrincipalArn'] : undefined;
  if (typeof arn !== 'string') return [];
  const path = [...statement.path, 'Condition', 'ArnNotEquals', 'aws:PrincipalArn'];
  return [
    {
      title: `Except ${shortName(arn)} in ${label}`,
      words: `${label} stays in force for everybody but ${arn}.`,
      edit: append({ name: statement.policy, content }, path, arn),
    },
  ];
};

const NARROWERS: readonly Narrower[] = [
  toExceptions('NotAction'),
  toExceptions('NotResource'),
  conditions,
  exceptCaller,
  fromList('Action'),
  fromList('Resource'),
];
