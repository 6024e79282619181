/**
 * An action that is only a name with parameters. The kernel performs it: machines never do anything themselves.
 */
export function plainAction<Params = undefined>(): (args: unknown, params: Params) => void {
  return () => undefined;
}
