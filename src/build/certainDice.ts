/** Stands in for `randomInt` of `node:crypto` in the built site: the highest, always. */
export const randomInt = (_least: number, below: number): number => below - 1;
