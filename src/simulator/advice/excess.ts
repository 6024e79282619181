import type { Path } from '../diagnostics.ts';
import { compileAction, compileArn, matchArn, readArn } from '../iam/arn.ts';
import { matches } from '../iam/match.ts';
import { isRecord, texts } from '../iam/record.ts';
import type { NamedPolicy } from '../iam/types.ts';
import { documentContent } from './content.ts';
import { valueAt } from './policyEdits.ts';
import type { LeastPrivilege } from './types.ts';

type Use = { action: string; resource: string };
type Excess = LeastPrivilege['excess'][number];

/** What the Allow statements of some policies grant beyond what was used, statement by statement. */
export function excessOf(policies: readonly NamedPolicy[], uses: readonly Use[]): Excess[] {
  return policies.flatMap(({ name, document }) =>
    statementsIn(documentContent(document)).flatMap(({ path, statement }) => {
      const found = excessIn(statement, uses);
      if (found === null) return [];
      const { Sid } = statement;
      return [{ document: name, path, ...(typeof Sid === 'string' ? { sid: Sid } : {}), ...found }];
    }),
  );
}

interface Statement {
  path: Path;
  statement: Readonly<Record<string, unknown>>;
}
function statementsIn(document: unknown): Statement[] {
  const list = valueAt(document, ['Statement']);
  const all: Statement[] = Array.isArray(list)
    ? list.flatMap((statement: unknown, index) =>
        isRecord(statement) ? [{ path: ['Statement', index], statement }] : [],
      )
    : isRecord(list)
      ? [{ path: ['Statement'], statement: list }]
      : [];
  return all.filter(({ statement }) => statement.Effect === 'Allow');
}

function excessIn(
  statement: Statement['statement'],
  uses: readonly Use[],
): Pick<Excess, 'actions' | 'resources' | 'reason'> | null {
  const actions = texts(statement.Action);
  const resources = texts(statement.Resource);
  // What is granted by exception cannot be listed: everything but the exceptions.
  if (actions.length === 0 || resources.length === 0) {
    const all = [...texts(statement.NotAction), ...texts(statement.NotResource)];
    const reason = `It grants everything except ${all.join(', ')}; the run used far less.`;
    return { actions, resources, reason };
  }
  const within = uses.filter(
    ({ action, resource }) =>
      actions.some((pattern) => coversAction(pattern, action)) &&
      resources.some((pattern) => coversResource(pattern, resource)),
  );
  if (within.length === 0) {
    return { actions, resources, reason: 'The run used nothing of this statement.' };
  }
  const unused = {
    actions: actions.filter((one) => !within.some(({ action }) => coversAction(one, action))),
    resources: resources.filter(
      (one) => !within.some(({ resource }) => coversResource(one, resource)),
    ),
  };
  const broad = {
    actions: actions.filter((one) => /[*?]/.test(one) && !unused.actions.includes(one)),
    resources: resources.filter(
      (one) => one === '*' && within.some(({ resource }) => resource !== '*'),
    ),
  };
  const reason = [
    said('The run did not use', [...unused.actions, ...unused.resources]),
    broad.actions.length > 0
      ? `${broad.actions.join(', ')} allows more than the run used: ${unique(within.map(({ action }) => action)).join(', ')}.`
      : '',
    broad.resources.length > 0 ? `"*" covers every resource; the run needed ${count(within)}.` : '',
  ].filter((part) => part !== '');
  if (reason.length === 0) return null;
  return {
    actions: [...unused.actions, ...broad.actions],
    resources: [...unused.resources, ...broad.resources],
    reason: reason.join(' '),
  };
}

const said = (words: string, list: readonly string[]): string =>
  list.length === 0 ? '' : `${words} ${list.join(', ')}.`;
const unique = (list: readonly string[]): string[] => [...new Set(list)];
const count = (within: readonly Use[]): string => {
  const { length } = unique(within.map(({ resource }) => resource));
  return length === 1 ? 'one' : String(length);
};

const coversAction = (pattern: string, action: string): boolean =>
  matches(compileAction(pattern), action.toLowerCase());

/** Variables in a pattern stand for anything here: whose value they had is not known any more. */
function coversResource(pattern: string, resource: string): boolean {
  const open = pattern.replace(/\$\{[^}]{1,200}\}/g, '*');
  return matchArn(compileArn(open, 'none', 'always'), readArn(resource), none) === 'match';
}
const none = () => new Map<string, readonly string[]>();
