import { ExpressionError, type Node, readExpression } from './expressionSyntax.ts';

/** Bounds of what a learner's expression may cost. */
export const expressionLimits = {
  /** Characters of the expression. */
  source: 500,
  /** States it may become. */
  states: 2000,
  /** Characters of the text that is looked through; what is beyond is not. */
  text: 10_000,
} as const;

/** A state takes one character (`takes`) or none and leads on to others. */
interface State {
  takes?: (character: string) => boolean;
  holds?: (before: string, after: string) => boolean;
  to: number[];
}

export type Expression =
  | { ok: true; matches: (text: string) => boolean }
  | { ok: false; problem: string };

/** The states of an expression; the last one is where it has matched. */
function compile(root: Node): State[] {
  const states: State[] = [];
  const add = (state: State): number => {
    if (states.length >= expressionLimits.states) throw new ExpressionError('it is too large');
    return states.push(state) - 1;
  };
  let built = 0;
  /** Builds the states of a node from its end backwards; returns where it begins. */
  const build = (node: Node, then: number): number => {
    // Repetitions of nothing make no states, and cost time all the same.
    if (++built > 10 * expressionLimits.states) throw new ExpressionError('it is too large');
    if (node.type === 'set') return add({ takes: node.takes, to: [then] });
    if (node.type === 'edge') return add({ holds: node.holds, to: [then] });
    if (node.type === 'choice') return add({ to: node.parts.map((part) => build(part, then)) });
    if (node.type === 'sequence')
      return node.parts.reduceRight((end, part) => build(part, end), then);
    let begin = then;
    if (Number.isFinite(node.most)) {
      for (let i = node.least; i < node.most; i++) {
        begin = add({ to: [build(node.part, begin), then] });
      }
    } else {
      begin = add({ to: [then] });
      states[begin]?.to.push(build(node.part, begin));
    }
    for (let i = 0; i < node.least; i++) begin = build(node.part, begin);
    return begin;
  };
  const end = add({ to: [] });
  const start = build(root, end);
  return [...states, { to: [start] }];
}

/** All states are followed at once, character by character: time grows with the text, never beyond. */
function search(states: readonly State[], whole: string): boolean {
  const text = whole.slice(0, expressionLimits.text);
  let present = new Set<number>();
  for (let at = 0; at <= text.length; at++) {
    const [before, after] = [text.charAt(at - 1), text.charAt(at)];
    // It may begin anywhere.
    const open = [...present, states.length - 1];
    const reached = new Set<number>();
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (index === 0) return true;
      if (reached.has(index)) continue;
      reached.add(index);
      const state = states[index];
      if (state === undefined || state.takes !== undefined) continue;
      if (state.holds === undefined || state.holds(before, after)) open.push(...state.to);
    }
    present = new Set();
    for (const index of reached) {
      const state = states[index];
      if (after === '' || state?.takes?.(after) !== true) continue;
      for (const next of state.to) present.add(next);
    }
  }
  return false;
}

/**
 * A regular expression that cannot hang, whatever it is: RE2's syntax without its rarities, matched in linear time.
 * `matches` looks for it anywhere in a text.
 */
export function expression(source: string): Expression {
  if (source.length > expressionLimits.source) {
    return { ok: false, problem: `it is longer than ${expressionLimits.source} characters` };
  }
  try {
    const states = compile(readExpression(source));
    return { ok: true, matches: (text) => search(states, text) };
  } catch (error) {
    if (error instanceof ExpressionError) return { ok: false, problem: error.message };
    throw error;
  }
}
