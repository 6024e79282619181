import type { ArnPattern } from '../../arn.ts';
import { compileAction, compileArn, matchArn, readArn } from '../../arn.ts';
import type { Pattern } from '../../match.ts';
import { matches } from '../../match.ts';
import { removeItem } from '../finding.ts';
import type { Item, PlacedText } from './view.ts';
import type { StatementWarning } from './warning.ts';
import { quoted } from './warning.ts';

/** Patterns of one list that others are compared with. More would cost the square of the list's length. */
const MAX_COVERS = 16;

const isOpen = ({ text }: PlacedText): boolean => text.includes('*') || text.includes('?');

/**
 * Visits every text that another one of the list covers: the same one before, or a pattern. A pattern covers another
 * when it matches its text, a wildcard taken as a letter: what remains to the wildcard then remains to the other one.
 */
function eachCovered<I extends PlacedText, T>(
  items: readonly I[],
  name: (item: I) => string,
  compile: (text: string) => T,
  covers: (pattern: T, item: I) => boolean,
  visit: (item: I, by: I) => void,
): void {
  const seen = new Map<string, I>();
  const open = items
    .filter(isOpen)
    .slice(0, MAX_COVERS)
    .map((item) => ({ item, pattern: compile(item.text) }));
  for (const item of items) {
    const same = seen.get(name(item));
    const wider = same ? undefined : open.find((one) => wins(one, item, name, covers));
    if (same) visit(item, same);
    else seen.set(name(item), item);
    if (wider) visit(item, wider.item);
  }
}

function wins<I extends PlacedText, T>(
  one: { item: I; pattern: T },
  item: I,
  name: (item: I) => string,
  covers: (pattern: T, item: I) => boolean,
): boolean {
  return name(one.item) !== name(item) && !hasGap(one.item, item) && covers(one.pattern, item);
}

/** A `?` of the pattern must not be taken for the other one's `*`, which may be longer or nothing. */
function hasGap(wider: PlacedText, item: PlacedText): boolean {
  return wider.text.includes('?') && item.text.includes('*');
}

const NO_CONTEXT = (): ReadonlyMap<string, string[]> => new Map();

const coversAction = (pattern: Pattern, { lower }: Item): boolean => matches(pattern, lower);
const coversArn = (pattern: ArnPattern, { text }: PlacedText): boolean =>
  pattern === 'everything' ||
  (!text.includes('${') && matchArn(pattern, readArn(text), NO_CONTEXT) === 'match');

function covered(text: string, by: PlacedText): string {
  if (text === by.text) return `${quoted(text)} stands twice in this list.`;
  return `${quoted(text)} is covered by ${quoted(by.text)} in the same list.`;
}

/** Source: IAM Access Analyzer policy check reference, suggestions about redundancy. */
export const redundancyWarnings: readonly StatementWarning[] = [
  {
    issueCode: 'REDUNDANT_ACTION',
    title: 'Redundant action',
    findingType: 'SUGGESTION',
    words: 'Another action of the list covers it.',
    fires({ actions }, fire) {
      if (actions.length < 2) return;
      const lower = (item: Item): string => item.lower;
      eachCovered(actions, lower, compileAction, coversAction, ({ text, at }, by) => {
        fire({ at, words: covered(text, by), mend: removeItem() });
      });
    },
  },
  {
    issueCode: 'REDUNDANT_RESOURCE',
    title: 'Redundant resource',
    findingType: 'SUGGESTION',
    words: 'Another resource of the list covers it.',
    fires({ resources }, fire) {
      if (resources.length < 2) return;
      const text = (item: PlacedText): string => item.text;
      const compile = (arn: string): ArnPattern => compileArn(arn, 'none', 'never');
      eachCovered(resources, text, compile, coversArn, (item, by) => {
        fire({ at: item.at, words: covered(item.text, by), mend: removeItem() });
      });
    },
  },
  {
    issueCode: 'WILDCARD_IN_SERVICE_NAME',
    title: 'Wildcard in service name',
    findingType: 'SUGGESTION',
    words: 'The wildcard also takes in services that AWS will add later. Write the prefixes out.',
    fires({ actions }, fire) {
      for (const { text, at } of actions) if (/^[^:]*[*?][^:]*:/.test(text)) fire({ at });
    },
  },
];
