import { nodeSiteToS3 } from '../../src/scenarios/node-site-to-s3.ts';
import type { Scenario } from '../../src/simulator/scenario/types.ts';

const commands = 119;
/** With the agent's own lines: a log of ten thousand. */
const linesEach = 84;

/** Every other command prints line by line, one event each; the others print all at once. */
const commandOf = (index: number): string =>
  index % 2 === 0
    ? `for n in $(seq 1 ${linesEach}); do echo "part ${index}, line $n of ${linesEach}"; done`
    : `seq 1 ${linesEach}`;

/** A build of 119 commands whose log has 10,000 lines: nearly twice as many commands as the longest of the corpus. */
export function longBuild(): Scenario {
  const list = Array.from({ length: commands }, (_, index) => `      - '${commandOf(index)}'`);
  const buildspec = ['version: 0.2', 'phases:', '  build:', '    commands:', ...list, ''].join(
    '\n',
  );
  const scenario = structuredClone(nodeSiteToS3);
  scenario.id = 'long-build';
  scenario.repository.files = { 'buildspec.yml': buildspec };
  return scenario;
}
