/** Edit distance of two words (Levenshtein): insertions, deletions and replacements, each 1. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const replaced = (row[j] ?? 0) + (letter === b[j] ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Letters in the longest common stretch of two words, plus those left and right of it, and so on. */
function commonLetters(a: string, b: string): number {
  let best = { length: 0, a: 0, b: 0 };
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) {
      let length = 0;
      while (i + length < a.length && a[i + length] === b[j + length]) length++;
      if (length > best.length) best = { length, a: i, b: j };
    }
  }
  if (best.length === 0) return 0;
  return (
    best.length +
    commonLetters(a.slice(0, best.a), b.slice(0, best.b)) +
    commonLetters(a.slice(best.a + best.length), b.slice(best.b + best.length))
  );
}

/**
 * At most three of `words` that are alike enough, the most alike first: what Python's `difflib.get_close_matches` gives the
 * AWS CLI for its "Maybe you meant". Likeness: twice the common letters by the letters of both (Ratcliff and Obershelp).
 */
export function closeMatches(word: string, words: readonly string[], cutoff: number): string[] {
  if (word.length > 64) return [];
  return words
    .map((candidate) => ({
      candidate,
      likeness: (2 * commonLetters(candidate, word)) / (candidate.length + word.length),
    }))
    .filter(({ likeness }) => likeness >= cutoff)
    .sort((a, b) => b.likeness - a.likeness || (a.candidate < b.candidate ? 1 : -1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}
