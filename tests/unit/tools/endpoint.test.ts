import { describe, expect, it } from 'vitest';
import { toolsFor } from '../../../src/simulator/shell/tools/index.ts';
import { run } from '../shell/support/container.ts';
import { image7, session } from './support.ts';

const env = { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2/credentials/1' };
const inBuild = (command: string) =>
  run(command, { tools: toolsFor(image7), image: image7, env, session });
const endpoint = '169.254.170.2$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI';

describe('the endpoint of the container', () => {
  it.each([
    ['one field, with jq', `curl -s ${endpoint} | jq -r .AccessKeyId`],
    ['with wget', `wget -qO- http://${endpoint} | jq -r .AccessKeyId`],
    [
      'exported for later commands',
      `CRED=$(curl -s http://${endpoint}); export AWS_ACCESS_KEY_ID=$(echo "$CRED" | jq -r '.AccessKeyId'); printenv AWS_ACCESS_KEY_ID`,
    ],
    [
      'all keys at once',
      `eval $(curl -s ${endpoint} | jq -r '"export AWS_ACCESS_KEY_ID=" + .AccessKeyId'); echo $AWS_ACCESS_KEY_ID`,
    ],
    ['from a file', `curl -sSf -o c.json http://${endpoint} && jq -r .AccessKeyId < c.json`],
  ])('hands out the session: %s', async (_, command) => {
    const ran = await inBuild(command);
    expect(ran).toMatchObject({
      out: `${session.accessKeyId}\n`,
      exitCode: 0,
      fidelity: 'modelled',
    });
  });

  it('says when the session ends', async () => {
    const ran = await inBuild(`curl -s ${endpoint} | jq -r .Expiration`);
    expect(ran.out).toBe('2026-07-04T15:26:00Z\n');
  });

  it('answers nobody who does not have the variable', async () => {
    const ran = await inBuild(
      `sh -c 'unset AWS_CONTAINER_CREDENTIALS_RELATIVE_URI; curl -sf ${endpoint}'; echo $?`,
    );
    expect(ran.out).toBe('22\n');
  });

  it('is not that of instances, which does not answer', async () => {
    const ran = await inBuild('curl -s -m 2 http://169.254.169.254/latest/meta-data/; echo $?');
    expect(ran).toMatchObject({ out: '28\n', fidelity: 'assumed' });
    expect(ran.ms).toBeGreaterThan(2000);
  });
});

describe('curl -w', () => {
  it('prints what was asked for', async () => {
    const ran = await inBuild(
      `curl -s -o /dev/null -w '%{http_code}\\n' https://example.com/health`,
    );
    expect(ran).toMatchObject({ out: '200\n', fidelity: 'assumed' });
  });
});
