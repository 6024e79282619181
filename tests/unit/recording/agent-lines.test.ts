import { describe, expect, it } from 'vitest';
import { agentText } from '../../../src/simulator/codebuild/logTemplates.ts';
import { agentLineMeaning } from '../../../src/simulator/recording/narration/agentLines.ts';
import { nodeSite, simulate } from '../engine/support.ts';

const unknown = agentLineMeaning('something else');

describe('lines of the agent, explained', () => {
  it('each line of a whole build has an explanation of its own', async () => {
    const recording = await simulate(nodeSite());
    const lines = recording.events.flatMap((event) =>
      event.type === 'log' && event.origin === 'agent'
        ? [event.text.replace(/^\[Container\] \S+ \S+ /, '').trimEnd()]
        : [],
    );
    expect(lines.length).toBeGreaterThan(40);
    expect(lines.filter((line) => agentLineMeaning(line) === unknown)).toEqual([]);
  });

  it('every template has one', () => {
    const make = agentText as unknown as Record<
      string,
      (...values: unknown[]) => string | string[]
    >;
    const withLists = { phasesFound: [[{ phase: 'BUILD', commands: 2 }]] };
    for (const [name, template] of Object.entries(make)) {
      const values = (withLists as Record<string, unknown[]>)[name] ?? ['CODEBUILD_SRC_DIR', 'b'];
      for (const line of [template(...values)].flat()) {
        expect([line, agentLineMeaning(line)]).not.toEqual([line, unknown]);
      }
    }
  });

  it.each([
    ['Phase context status code:  Message:', 'success'],
    ['Phase context status code: YAML_FILE_ERROR Message: x', 'buildspec'],
    ['Phase context status code: __proto__ Message: x', 'reason'],
    ['Expanding base directory path: dist', 'base-directory'],
    ['Expanding **/*', 'pattern'],
    ['CODEBUILD_SRC_DIR_Infra=/x', 'further input'],
    ['Entering phase constructor', 'this phase'],
  ])('%s', (line, word) => expect(agentLineMeaning(line)).toContain(word));
});
