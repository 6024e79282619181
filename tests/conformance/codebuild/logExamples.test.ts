import { describe, expect, it } from 'vitest';
import { edited, log, simulate } from '../../unit/engine/support.ts';
import { logExamples } from './logExamples.ts';
import { difference, normalized } from './logTemplate.ts';

describe('the examples of logs, line by line', () => {
  it.each(logExamples)('$name', async ({ scenario, edit, lines }) => {
    const said = normalized(log(await simulate(edited(scenario, edit))));
    expect(difference(said, lines.split('\n'))).toBeNull();
  });

  it('J: no log at all when the role may not make the stream', async () => {
    const recording = await simulate(
      edited('node-site-to-s3', ({ roles }) => {
        const policies = Object.values(roles ?? {}).flatMap((role) => Object.values(role.policies));
        for (const policy of policies as { Statement: { Action: string[] }[] }[]) {
          for (const statement of policy.Statement) {
            statement.Action = [statement.Action]
              .flat()
              .map((action) => action.replace('logs:CreateLogStream', 'logs:DescribeLogStreams'));
          }
        }
      }),
    );
    expect(log(recording)).toBe('');
    expect(recording.events.some(({ type }) => type === 'log')).toBe(false);
  });

  it('notices a line that is missing, changed or too many', () => {
    const example = ['[Container] a', '…', '[Container] b'];
    expect(difference(['[Container] a', 'x', '[Container] b'], example)).toBeNull();
    expect(difference(['[Container] a', 'x'], example)).toContain('should be: [Container] b');
    expect(difference(['[Container] c', '[Container] b'], example)).toContain('line 1');
    expect(difference(['[Container] a', '[Container] b', 'y'], example)).toContain('more lines');
    const said = ['(output)', '[Container] b'];
    expect(difference(['x', '[Container] a', '[Container] b'], said)).toContain('line 2');
  });
});
