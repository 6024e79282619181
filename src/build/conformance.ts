/** Renders the conformance ledger: `npx tsx src/build/conformance.ts`. A test fails when it is out of date. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rules } from '../simulator/rules/index.ts';

export const ledgerPath = fileURLToPath(new URL('../../docs/conformance.json', import.meta.url));

/** The ledger as a document: rules by id, in alphabetical order. */
export function ledger(): string {
  const sorted = Object.fromEntries(Object.entries(rules).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify(sorted, null, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(ledgerPath, ledger());
