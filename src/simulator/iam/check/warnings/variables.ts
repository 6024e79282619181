import type { ConditionItem, PlacedText, StatementView } from './view.ts';
import type { Fire, StatementWarning } from './warning.ts';

/** Operator families whose values may hold variables; Bool since 2026. */
const FILLED = /^(?:string|arn|bool)/;

/** The inner text of every closed variable, and the texts of unclosed ones. */
function variablesIn(text: string): { closed: string[]; open: boolean } {
  const closed: string[] = [];
  for (let at = text.indexOf('${'); at >= 0; ) {
    const close = text.indexOf('}', at);
    if (close < 0) return { closed, open: true };
    closed.push(text.slice(at + 2, close));
    at = text.indexOf('${', close);
  }
  return { closed, open: false };
}

const hasVariable = ({ text }: PlacedText): boolean => text.includes('${');

/** Texts in which variables are filled in. */
function* filled({ resources, conditions }: StatementView): Generator<PlacedText> {
  for (const resource of resources) if (hasVariable(resource)) yield resource;
  for (const { base, values } of conditions) {
    if (FILLED.test(base)) for (const value of values) if (hasVariable(value)) yield value;
  }
}

/** Fires at texts with a variable for whose inner text `wrong` holds. */
const inner =
  (wrong: (inside: string) => boolean): StatementWarning['fires'] =>
  (statement, fire) => {
    if (!statement.variables) return;
    for (const item of filled(statement)) {
      const bad = variablesIn(item.text).closed.find(wrong);
      if (bad !== undefined) fire({ at: item.at });
    }
  };

/** The part before a default: `aws:PrincipalTag/team, 'all'`. */
const nameIn = (inside: string): string => inside.split(',', 1)[0] ?? '';

/** A variable before the last part of the ARN. */
const isEarly = ({ text }: PlacedText): boolean =>
  text.startsWith('arn:') && text.split(':', 5).some((part) => part.includes('${'));

function fireAt(
  items: readonly PlacedText[],
  wrong: (item: PlacedText) => boolean,
  fire: Fire,
): void {
  for (const item of items) if (wrong(item)) fire({ at: item.at });
}

const isUnfilled = ({ base }: ConditionItem): boolean => !FILLED.test(base);

/** Source: IAM Access Analyzer policy check reference, errors about policy variables. */
export const variableWarnings: readonly StatementWarning[] = [
  {
    issueCode: 'VARIABLE_UNSUPPORTED_IN_VERSION',
    title: 'Variable unsupported in version',
    findingType: 'ERROR',
    words:
      'Variables are filled in with Version 2012-10-17 only; without it this is plain text that matches nothing.',
    fires(statement, fire) {
      if (statement.variables) return;
      for (const item of filled(statement)) fire({ at: item.at });
    },
  },
  {
    issueCode: 'VARIABLE_UNSUPPORTED_IN_ELEMENT',
    title: 'Variable unsupported in element',
    findingType: 'ERROR',
    words:
      'Variables work in values of conditions and in the last part of a resource’s ARN, nowhere else.',
    fires({ actions, principals, resources }, fire) {
      fireAt(actions, hasVariable, fire);
      fireAt(principals, hasVariable, fire);
      fireAt(resources, isEarly, fire);
    },
  },
  {
    issueCode: 'INVALID_VARIABLE_FOR_OPERATOR',
    title: 'Invalid variable for operator',
    findingType: 'ERROR',
    words: 'Only String, Arn and Bool operators fill in variables.',
    fires({ conditions }, fire) {
      for (const condition of conditions) {
        if (isUnfilled(condition)) fireAt(condition.values, hasVariable, fire);
      }
    },
  },
  {
    issueCode: 'MISSING_BRACE_IN_VARIABLE',
    title: 'Missing brace in variable',
    findingType: 'ERROR',
    words: 'The variable is never closed, so it stays plain text. It ends with }.',
    fires(statement, fire) {
      if (!statement.variables) return;
      for (const item of filled(statement)) if (variablesIn(item.text).open) fire({ at: item.at });
    },
  },
  {
    issueCode: 'EMPTY_VARIABLE',
    title: 'Empty variable',
    findingType: 'ERROR',
    words: 'There is no name between the braces, so there is nothing to fill in.',
    fires: inner((inside) => inside.trim() === ''),
  },
  {
    issueCode: 'UNSUPPORTED_SPACE_IN_VARIABLE',
    title: 'Unsupported space in variable',
    findingType: 'ERROR',
    words: 'A space belongs only before a default: the name stands right between the braces.',
    fires: inner((inside) => inside.trim() !== '' && /\s/.test(nameIn(inside))),
  },
  {
    issueCode: 'MISSING_QUOTE_IN_VARIABLE',
    title: 'Missing quote in variable',
    findingType: 'ERROR',
    words: "A default stands in single quotes, after a comma and a space: aws:username, 'nobody'.",
    fires: inner((inside) => inside.includes(',') && !/^[^,]+, '.*'$/s.test(inside)),
  },
];
