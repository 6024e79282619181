import { describe, expect, it } from 'vitest';
import { yq } from '../../../src/simulator/shell/tools/yq/index.ts';
import { container } from './support.ts';

const files = {
  'values.yaml':
    'image:\n  repository: acme/web\n  tag: "1.0"\nservices:\n  - name: web\n    port: 80\n  - name: api\n    port: 8080\nempty: null\n',
};

describe('yq', () => {
  it.each([
    [['.image.tag', 'values.yaml'], '1.0\n'],
    [['e', '.services[0].name', 'values.yaml'], 'web\n'],
    [['eval', '-r', '.services[] | .name', 'values.yaml'], 'web\napi\n'],
    [['.services[] | select(.name == "api") | .port', 'values.yaml'], '8080\n'],
    [['.image', 'values.yaml'], 'repository: acme/web\ntag: "1.0"\n'],
    [
      ['-o', 'json', '-I=0', '.services', 'values.yaml'],
      '[{"name":"web","port":80},{"name":"api","port":8080}]\n',
    ],
    [['-o=json', '.services[1]', 'values.yaml'], '{\n  "name": "api",\n  "port": 8080\n}\n'],
    [['.gone.deeper', 'values.yaml'], 'null\n'],
    [['.empty // "x"', 'values.yaml'], 'x\n'],
    [['.services | length', 'values.yaml'], '2\n'],
    [['.image.__proto__', 'values.yaml'], 'null\n'],
    [['.services[-1].port', 'values.yaml'], '8080\n'],
  ])('%j', async (args, stdout) => {
    expect(await container({ files }).run(yq, args)).toMatchObject({
      exitCode: 0,
      stdout,
      assumed: [],
    });
  });

  it('changes a file in place', async () => {
    const here = container({ files });
    const env = { TAG: '2.0', N: '3' };
    await here.run(
      yq,
      ['-i', '.image.tag = strenv(TAG) | .replicas = env(N) | del(.services[0])', 'values.yaml'],
      { env },
    );
    expect(await here.read('/src/values.yaml')).toBe(
      'image:\n  repository: acme/web\n  tag: "2.0"\nservices:\n  - name: api\n    port: 8080\nempty: null\nreplicas: 3\n',
    );
    await here.run(yq, ['-i', '.services += [{"name": "db"}]', 'values.yaml']);
    expect((await here.run(yq, ['.services[].name', 'values.yaml'])).stdout).toBe('api\ndb\n');
  });

  it('reads standard input', async () => {
    expect((await container({}).run(yq, ['.a'], { stdin: 'a: 1\n' })).stdout).toBe('1\n');
  });

  it.each([
    [['.a', 'gone.yaml'], 'Error: open gone.yaml: no such file or directory\n'],
    [['-e', '.gone', 'values.yaml'], 'null\nError: no matches found\n'],
    [['-n', 'strenv(GONE)'], "Error: value for env variable 'GONE' not provided in env()\n"],
  ])('fails: %j', async (args, output) => {
    expect(await container({ files }).run(yq, args)).toMatchObject({ exitCode: 1, output });
  });

  it('says what it does not know', async () => {
    const result = await container({ files }).run(yq, ['.image | to_entries', 'values.yaml']);
    expect(result).toMatchObject({ exitCode: 0, stdout: '' });
    expect(result.assumed).toHaveLength(1);
  });
});
