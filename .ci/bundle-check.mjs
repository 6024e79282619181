// The part of the size check that is no number: what is in which chunk.
import { misplacedModules, readBundle } from './bundle.mjs';

const bundle = readBundle();
const faults = misplacedModules(bundle);
if (bundle.recordings.length === 0) faults.push('The build holds no recording of a scenario.');
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log(
  `First screens hold no heavy package; ${bundle.recordings.length} recordings, each its own chunk.`,
);
