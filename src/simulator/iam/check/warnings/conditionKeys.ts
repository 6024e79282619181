import { globalKey } from '../../knowledge/keys.ts';
import { isRecord } from '../../record.ts';
import { replaceKey } from '../finding.ts';
import type { ConditionItem, StatementView } from './view.ts';
import type { Fire, StatementWarning } from './warning.ts';
import { quoted } from './warning.ts';

/** Operator families that fit a type of condition key. Source: AWS global condition context keys, "Data type". */
const FAMILIES: Readonly<Record<string, RegExp>> = {
  String: /^string/,
  ARN: /^(?:arn|string)/,
  Bool: /^bool/,
  Numeric: /^numeric/,
  Date: /^(?:date|numeric)/,
  IPAddress: /^(?:ipaddress|notipaddress)/,
};
const SUGGESTED: Readonly<Record<string, string>> = {
  String: 'StringEquals',
  ARN: 'ArnLike',
  Bool: 'Bool',
  Numeric: 'NumericEquals',
  Date: 'DateGreaterThan',
  IPAddress: 'IpAddress',
};

/** The type of one value of a multivalued key. */
export function valueType(type: string): string {
  return type.replace(/^ArrayOf/, '');
}

/** Why an operator does not fit a key of that type; null when it does. A Null operator fits all. */
export function typeMismatch({ base, key, operator }: ConditionItem, type: string): string | null {
  const one = valueType(type);
  const fits = FAMILIES[one];
  if (!fits || base === 'null' || fits.test(base)) return null;
  // Some ARNs are listed as texts.
  if (base.startsWith('arn') && key.lower.endsWith('arn')) return null;
  const article = /^[AI]/.test(one) ? 'an' : 'a';
  return `${quoted(key.text)} is ${article} ${one}; ${operator} compares something else. Use an operator such as ${SUGGESTED[one] ?? 'StringEquals'}.`;
}

/** A fix that renames the operator, when nothing else stands under it and the new name is free. */
export function renamed({ source }: StatementView, { siblings }: ConditionItem, name: string) {
  const block = source.Condition;
  const free = isRecord(block) && !Object.hasOwn(block, name);
  return free && siblings === 1 ? replaceKey(name) : undefined;
}

/** Fires for an operator that lacks its qualifier, or has one that makes the condition hold too easily. */
export function judgeQualifier(
  statement: StatementView,
  condition: ConditionItem,
  type: string,
):
  | { missing: true; mend: ReturnType<typeof renamed> }
  | { vacuous: true; mend: ReturnType<typeof renamed> }
  | null {
  const { use, base, operator } = condition;
  const many = type.startsWith('ArrayOf');
  if (many && use.set === null && base !== 'null') {
    const qualifier =
      use.operator !== 'Null' && use.operator.negated ? 'ForAllValues' : 'ForAnyValue';
    return { missing: true, mend: renamed(statement, condition, `${qualifier}:${operator}`) };
  }
  if (!many && use.set === 'all' && statement.allows) {
    const bare = operator.slice(operator.indexOf(':') + 1);
    return { vacuous: true, mend: renamed(statement, condition, bare) };
  }
  return null;
}

export const MISSING_QUALIFIER =
  'The key has several values. Without ForAllValues: or ForAnyValue: before the operator the condition does not match.';
export const VACUOUS_QUALIFIER =
  'ForAllValues also holds when the request does not have the key. For a key with one value use the plain operator.';

function eachGlobal(
  { conditions }: StatementView,
  visit: (condition: ConditionItem, type: string) => void,
): void {
  for (const condition of conditions) {
    const found = globalKey(condition.key.lower);
    if (found) visit(condition, found.type);
  }
}

/** Tag keys stand behind a slash: without one there is no such key. */
const TAG_KEY =
  /^[a-z0-9-]+:(?:(?:request|resource|principal)tag|existingobjecttag|requestobjecttag)\/?$/;

function duplicates({ conditions }: StatementView, fire: Fire): void {
  if (conditions.length < 2) return;
  const seen = new Set<string>();
  for (const { operator, key } of conditions) {
    const name = `${operator} ${key.lower}`;
    if (seen.has(name)) {
      const words = `Names of keys ignore case, so ${quoted(key.text)} stands twice under ${operator}. Put all values into one list.`;
      fire({ at: key.at, mark: 'key', words });
    }
    seen.add(name);
  }
}

/** Source: IAM Access Analyzer policy check reference, about condition keys and their types. */
export const conditionKeyWarnings: readonly StatementWarning[] = [
  {
    issueCode: 'INVALID_CONDITION_KEY_FORMAT',
    title: 'Invalid condition key format',
    findingType: 'ERROR',
    words: 'A condition key is written prefix:name, such as aws:SourceArn.',
    fires({ conditions }, fire) {
      for (const { key } of conditions) {
        if (!/^[^:\s]+:\S/.test(key.text)) fire({ at: key.at, mark: 'key' });
      }
    },
  },
  {
    issueCode: 'MISSING_TAG_KEY_IN_CONDITION',
    title: 'Missing tag key in condition',
    findingType: 'ERROR',
    words: 'The name of the tag belongs into the key: aws:PrincipalTag/team.',
    fires({ conditions }, fire) {
      for (const { key } of conditions)
        if (TAG_KEY.test(key.lower)) fire({ at: key.at, mark: 'key' });
    },
  },
  {
    issueCode: 'INVALID_GLOBAL_CONDITION_KEY',
    title: 'Invalid global condition key',
    findingType: 'ERROR',
    words: 'No request has this key, so the condition sees it as missing.',
    fires({ conditions }, fire) {
      for (const { key } of conditions) {
        if (!key.lower.startsWith('aws:') || TAG_KEY.test(key.lower)) continue;
        if (!globalKey(key.lower)) fire({ at: key.at, mark: 'key' });
      }
    },
  },
  {
    issueCode: 'DEPRECATED_GLOBAL_CONDITION_KEY',
    title: 'Deprecated global condition key',
    findingType: 'WARNING',
    words: 'aws:SourceOwner is the older name of few services; all others give aws:SourceAccount.',
    fires({ conditions }, fire) {
      for (const { key } of conditions) {
        if (key.lower !== 'aws:sourceowner') continue;
        fire({ at: key.at, mark: 'key', mend: replaceKey('aws:SourceAccount') });
      }
    },
  },
  {
    issueCode: 'DUPLICATE_KEYS_WITH_DIFFERENT_CASE',
    title: 'Duplicate keys with different case',
    findingType: 'ERROR',
    words: 'Names of keys ignore case.',
    fires: duplicates,
  },
  {
    issueCode: 'TYPE_MISMATCH',
    title: 'Type mismatch',
    findingType: 'WARNING',
    words: 'The operator does not fit the type of the key.',
    fires(statement, fire) {
      eachGlobal(statement, (condition, type) => {
        const words = typeMismatch(condition, type);
        if (!words) return;
        const name = SUGGESTED[valueType(type)];
        const mend =
          name === 'Bool' || name === 'IpAddress' ? renamed(statement, condition, name) : undefined;
        fire({ at: ['Condition', condition.operator], mark: 'key', words, mend });
      });
    },
  },
  {
    issueCode: 'STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS',
    title: 'String like operator with ARN condition keys',
    findingType: 'SECURITY_WARNING',
    words:
      'StringLike lets a * run over the colons of an ARN. ArnLike compares its six parts one by one.',
    fires(statement, fire) {
      eachGlobal(statement, (condition, type) => {
        if (valueType(type) !== 'ARN' || !/^string(?:not)?like$/.test(condition.base)) return;
        const name = condition.operator.replace(/string((?:not)?like)/i, 'Arn$1');
        const mend = renamed(statement, condition, name);
        fire({ at: ['Condition', condition.operator], mark: 'key', mend });
      });
    },
  },
  {
    issueCode: 'MISSING_QUALIFIER',
    title: 'Missing qualifier',
    findingType: 'ERROR',
    words: MISSING_QUALIFIER,
    fires(statement, fire) {
      eachGlobal(statement, (condition, type) => {
        const judged = judgeQualifier(statement, condition, type);
        if (!judged || !('missing' in judged)) return;
        fire({ at: ['Condition', condition.operator], mark: 'key', mend: judged.mend });
      });
    },
  },
  {
    issueCode: 'FORALLVALUES_WITH_SINGLE_VALUED_KEY',
    title: 'ForAllValues with single valued key',
    findingType: 'SECURITY_WARNING',
    words: VACUOUS_QUALIFIER,
    fires(statement, fire) {
      eachGlobal(statement, (condition, type) => {
        const judged = judgeQualifier(statement, condition, type);
        if (!judged || !('vacuous' in judged)) return;
        fire({ at: ['Condition', condition.operator], mark: 'key', mend: judged.mend });
      });
    },
  },
];
