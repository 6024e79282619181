type Version = [number, number, number];
type Comparator = { operator: '<' | '<=' | '>' | '>=' | '='; version: Version };

const partial = /^v?(\d{1,9}|[xX*])(?:\.(\d{1,9}|[xX*]))?(?:\.(\d{1,9}|[xX*]))?(?:[-+][\w.+-]*)?$/;
const operators = /(\^|~>?|>=|<=|>|<|=)?\s*([vxX*\d][\w.*+-]*)/g;

const number = (part: string | undefined): number | null =>
  part === undefined || /^[xX*]$/.test(part) ? null : Number(part);

function compareVersions(a: Version, b: Version): number {
  for (let at = 0; at < 3; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const range = (from: Version, below: Version | null): Comparator[] => [
  { operator: '>=', version: from },
  ...(below === null ? [] : [{ operator: '<' as const, version: below }]),
];

function comparatorsOf(operator: string, text: string): Comparator[] | null {
  const match = partial.exec(text);
  if (match === null) return null;
  const [major, minor, patch] = [number(match[1]), number(match[2]), number(match[3])];
  if (major === null) return [];
  const from: Version = [major, minor ?? 0, patch ?? 0];
  const nextMinor: Version = minor === null ? [major + 1, 0, 0] : [major, minor + 1, 0];
  if (operator === '^') {
    if (major > 0 || minor === null) return range(from, [major + 1, 0, 0]);
    return range(from, minor > 0 || patch === null ? [0, minor + 1, 0] : [0, 0, patch + 1]);
  }
  if (operator.startsWith('~')) return range(from, nextMinor);
  if (operator === '' || operator === '=') {
    return patch === null ? range(from, nextMinor) : [{ operator: '=', version: from }];
  }
  // `>1.2` is everything above all of 1.2, `<=1.2` everything up to its last patch.
  if (patch === null && operator === '>') return range(nextMinor, null);
  if (patch === null && operator === '<=') return [{ operator: '<', version: nextMinor }];
  return operator === '>' || operator === '>=' || operator === '<' || operator === '<='
    ? [{ operator, version: from }]
    : null;
}

/** Alternatives of a range, each a list of comparators that must all hold; null when the text is no range of versions. */
function parseRange(text: string): Comparator[][] | null {
  const sets: Comparator[][] = [];
  for (const part of text.slice(0, 256).split('||')) {
    const hyphen = /^\s*(\S+)\s+-\s+(\S+)\s*$/.exec(part);
    const words: [string, string][] =
      hyphen === null
        ? [...part.matchAll(operators)].map(([, operator, version]) => [
            operator ?? '',
            version ?? '',
          ])
        : [
            ['>=', hyphen[1] ?? ''],
            ['<=', hyphen[2] ?? ''],
          ];
    const rest = hyphen === null ? part.replace(operators, '').trim() : '';
    const set = words.map(([operator, version]) => comparatorsOf(operator, version));
    if (rest !== '' || set.includes(null)) return null;
    sets.push(set.flatMap((each) => each ?? []));
  }
  return sets;
}

function holds(version: Version, { operator, version: wanted }: Comparator): boolean {
  const order = compareVersions(version, wanted);
  if (operator === '=') return order === 0;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

function parseVersion(text: string): Version | null {
  const match = partial.exec(text);
  const parts = [match?.[1], match?.[2], match?.[3]].map(number);
  return parts.some((part) => part === null) ? null : [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0];
}

/**
 * Whether a version fits a range of package.json (npm Docs, "semver"): exact versions, `^`, `~`, comparisons, `x`, hyphens and
 * `||`. True for what names no version (tags, git and file addresses): a lock file pins them as they are. Pre-release labels
 * are not weighed.
 */
export function satisfies(version: string, wanted: string): boolean {
  const parsed = parseVersion(version);
  const sets = parseRange(wanted);
  if (parsed === null || sets === null) return true;
  return sets.some((set) => set.every((comparator) => holds(parsed, comparator)));
}

/** The lowest version that fits, as text; null when the text names no version. */
export function lowest(wanted: string): string | null {
  const sets = parseRange(wanted);
  if (sets === null) return null;
  const first = sets[0]?.find(({ operator }) => operator === '>=' || operator === '=');
  return (first?.version ?? [0, 0, 0]).join('.');
}
