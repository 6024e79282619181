import type { Rule } from '../recording/worldTypes.ts';
import { engineRules } from './engine.ts';

/** The conformance ledger: every rule the simulator follows, by id. Rendered as `docs/conformance.json`. */
export const rules: Readonly<Record<string, Rule>> = {
  ...engineRules,
};
