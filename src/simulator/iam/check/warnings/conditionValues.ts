import type { Cidr } from '../../conditions/values.ts';
import { cidrContains, readCidr, readDate, readNumber } from '../../conditions/values.ts';
import { removeItem, writeValue } from '../finding.ts';
import { renamed } from './conditionKeys.ts';
import type { ConditionItem, Item, StatementView } from './view.ts';
import type { StatementWarning } from './warning.ts';
import { quoted } from './warning.ts';

/** Addresses that never reach AWS from outside. Source: RFC 1918, RFC 4193, RFC 3927. */
const PRIVATE = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '127.0.0.0/8',
  'fc00::/7',
]
  .map(readCidr)
  .filter((range) => range !== undefined);

function isPrivate(text: string): boolean {
  const range = readCidr(text);
  return (
    range !== undefined &&
    PRIVATE.some((block) => block.bits <= range.bits && cidrContains(block, range.bytes))
  );
}

const isSourceIp = ({ key }: ConditionItem): boolean => key.lower === 'aws:sourceip';

/** All addresses are private, so that the condition is about nobody. */
const onlyPrivate =
  (base: string): StatementWarning['fires'] =>
  ({ conditions }, fire) => {
    for (const condition of conditions) {
      const { values, key } = condition;
      if (condition.base !== base || !isSourceIp(condition) || values.length === 0) continue;
      if (values.every(({ text }) => isPrivate(text))) fire({ at: values[0]?.at ?? key.at });
    }
  };

/** The address with all bits after the prefix zero; undefined when it is so already. */
function networkOf(text: string): string | undefined {
  const range = text.includes('/') && !text.includes(':') ? readCidr(text) : undefined;
  if (!range) return undefined;
  const bytes = range.bytes.map((byte, index) => byte & maskOf(range, index));
  const better = `${bytes.join('.')}/${range.bits}`;
  return bytes.every((byte, index) => byte === range.bytes[index]) ? undefined : better;
}

function maskOf({ bits }: Cidr, index: number): number {
  return (0xff00 >> Math.min(8, Math.max(0, bits - index * 8))) & 0xff;
}

/** Fires at values of a family of operators that cannot be read. */
const unreadable =
  (family: RegExp, reads: (text: string) => boolean): StatementWarning['fires'] =>
  ({ conditions }, fire) => {
    for (const { base, values } of conditions) {
      if (!family.test(base)) continue;
      for (const { text, at } of values) if (!text.includes('${') && !reads(text)) fire({ at });
    }
  };

const isBool = (text: string): boolean => /^(?:true|false)$/i.test(text);

/** `*` or `?` outside of variables and their escapes. */
function hasWildcard(text: string): boolean {
  if (!text.includes('*') && !text.includes('?')) return false;
  return /[*?]/.test(text.replace(/\$\{[^}]*\}/g, ''));
}

const LIKE: Readonly<Record<string, string>> = {
  stringequals: 'StringLike',
  stringnotequals: 'StringNotLike',
};

function likeName({ base, operator }: ConditionItem): string | undefined {
  const like = LIKE[base];
  return like && operator.replace(/string(?:not)?equals/i, like);
}

/** A value that stands in the list before. */
function repeated(values: readonly Item[], visit: (value: Item) => void): void {
  if (values.length < 2) return;
  const seen = new Set<string>();
  for (const value of values) {
    if (seen.has(value.text)) visit(value);
    seen.add(value.text);
  }
}

function wildcards(statement: StatementView, fire: Parameters<StatementWarning['fires']>[1]): void {
  for (const condition of statement.conditions) {
    if (!/^string(?:not)?equals/.test(condition.base)) continue;
    const value = condition.values.find(({ text }) => hasWildcard(text));
    if (!value) continue;
    const like = likeName(condition);
    const words = `${condition.operator} takes "${quoted(value.text)}" letter by letter: * and ? are no wildcards here.${like ? ` Use ${like}.` : ''}`;
    const mend = like && renamed(statement, condition, like);
    const operator = ['Condition', condition.operator];
    fire(mend ? { at: operator, mark: 'key', words, mend } : { at: value.at, words });
  }
}

/** Source: IAM Access Analyzer policy check reference, about values of conditions. */
export const conditionValueWarnings: readonly StatementWarning[] = [
  {
    issueCode: 'WILDCARD_WITHOUT_LIKE_OPERATOR',
    title: 'Wildcard without like operator',
    findingType: 'WARNING',
    words: 'Only Like operators know wildcards.',
    fires: wildcards,
  },
  {
    issueCode: 'TYPE_MISMATCH_BOOLEAN',
    title: 'Type mismatch Boolean',
    findingType: 'WARNING',
    words: 'Bool and Null compare with true or false; any other text matches nothing.',
    fires: unreadable(/^(?:bool|null)$/, isBool),
  },
  {
    issueCode: 'TYPE_MISMATCH_DATE',
    title: 'Type mismatch date',
    findingType: 'WARNING',
    words: 'A date is written like 2026-01-31T12:00:00Z; any other text matches nothing.',
    fires: unreadable(/^date/, (text) => readDate(text) !== undefined),
  },
  {
    issueCode: 'TYPE_MISMATCH_NUMBER',
    title: 'Type mismatch number',
    findingType: 'WARNING',
    words: 'Numeric operators compare numbers; any other text matches nothing.',
    fires: unreadable(/^numeric/, (text) => readNumber(text) !== undefined),
  },
  {
    issueCode: 'TYPE_MISMATCH_IP_RANGE',
    title: 'Type mismatch IP range',
    findingType: 'WARNING',
    words:
      'An address is written like 203.0.113.7 or 203.0.113.0/24; any other text matches nothing.',
    fires: unreadable(/^(?:not)?ipaddress$/, (text) => readCidr(text) !== undefined),
  },
  {
    issueCode: 'PRIVATE_IP_ADDRESS',
    title: 'Private IP address',
    findingType: 'ERROR',
    words:
      'aws:SourceIp is the public address from which AWS is called. Private ones never stand there: use aws:VpcSourceIp or aws:SourceVpc.',
    fires: onlyPrivate('ipaddress'),
  },
  {
    issueCode: 'PRIVATE_NOT_IP_ADDRESS',
    title: 'Private NotIpAddress',
    findingType: 'ERROR',
    words:
      'aws:SourceIp is never a private address, so this excepts nobody and always holds. Use aws:VpcSourceIp or aws:SourceVpc.',
    fires: onlyPrivate('notipaddress'),
  },
  {
    issueCode: 'IMPROVE_IP_RANGE',
    title: 'Improve IP range',
    findingType: 'SUGGESTION',
    words: 'Bits after the prefix do not count.',
    fires({ conditions }, fire) {
      for (const { base, values } of conditions) {
        if (!base.endsWith('ipaddress')) continue;
        for (const { text, at } of values) {
          const better = networkOf(text);
          if (better === undefined) continue;
          fire({
            at,
            words: `Bits after the prefix do not count: this is ${better}.`,
            mend: writeValue(better),
          });
        }
      }
    },
  },
  {
    issueCode: 'EQUIVALENT_TO_NULL_FALSE',
    title: 'Equivalent to null false',
    findingType: 'SUGGESTION',
    words:
      'A lone * matches every value, so this only asks whether the key is there. "Null": {key: "false"} says that more plainly.',
    fires({ conditions }, fire) {
      for (const { base, values, use } of conditions) {
        const [only] = values;
        const like = base === 'stringlike' || base === 'arnlike';
        if (like && !use.ifExists && values.length === 1 && only?.text === '*')
          fire({ at: only.at });
      }
    },
  },
  {
    issueCode: 'REDUNDANT_CONDITION_VALUE',
    title: 'Redundant condition value',
    findingType: 'SUGGESTION',
    words: 'The value stands in this list before.',
    fires({ conditions }, fire) {
      for (const { values } of conditions) {
        repeated(values, ({ at }) => fire({ at, mend: removeItem() }));
      }
    },
  },
];
