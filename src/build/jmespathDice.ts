import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const certain = fileURLToPath(new URL('./certainDice.ts', import.meta.url));

/**
 * The JMESPath library throws dice of `node:crypto` when its cache is full. A browser has no such module, and the simulator no
 * use for chance: dice that always fall the same way take their place.
 */
export const jmespathDice = (): Plugin => ({
  name: 'jmespath-dice',
  enforce: 'pre',
  resolveId: (id, importer) =>
    id === 'node:crypto' && importer?.includes('/@aws-lambda-powertools/jmespath/') === true
      ? certain
      : null,
});
