/** Texts longer than this are no misspelling of anything. */
const MAX_LENGTH = 64;

/**
 * The candidate that differs least from a text, case aside: by at most two letters, or one for short texts (added,
 * left out, changed, or two neighbours swapped). Undefined when none is that near.
 */
export function nearest(text: string, candidates: Iterable<string>): string | undefined {
  const wanted = text.toLowerCase();
  if (wanted.length > MAX_LENGTH) return undefined;
  let best: string | undefined;
  let limit = wanted.length <= 4 ? 1 : 2;
  const letters = lettersOf(wanted);
  for (const candidate of candidates) {
    if (bits(letters ^ lettersOf(candidate.toLowerCase())) > 2 * limit) continue;
    const distance = lettersApart(wanted, candidate.toLowerCase(), limit);
    if (distance > limit) continue;
    best = candidate;
    limit = distance - 1;
    if (limit < 0) break;
  }
  return best;
}

/** Which letters stand in a text, one bit for each: a change of one letter changes at most two of them. */
function lettersOf(text: string): number {
  let found = 0;
  for (let at = 0; at < text.length; at++) found |= 1 << (text.charCodeAt(at) & 31);
  return found;
}

function bits(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Edit distance with swaps of neighbours; anything above `limit` may come out as `limit + 1`. */
function lettersApart(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      next.push(least);
    }
    if (Math.min(...next) > limit) return limit + 1;
    before = row;
    row = next;
  }
  return row[b.length] ?? limit + 1;
}
