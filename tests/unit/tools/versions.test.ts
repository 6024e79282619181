import { describe, expect, it } from 'vitest';
import { imageEnvironment, shellOf } from '../../../src/simulator/codebuild/images.ts';
import { toolsFor } from '../../../src/simulator/shell/tools/index.ts';
import { run } from '../shell/support/container.ts';

/** What an image starts with when the buildspec selects no runtimes (reference: codebuild §5.4–5.5), and its system. */
const IMAGES: Record<
  string,
  [node: string, python: string, go: string, php: string, java: string, system: string]
> = {
  'standard:5.0': ['v14', '3.9', 'go1.15', '8.0', '11', 'Ubuntu 20.04.6 LTS'],
  'standard:6.0': ['v16', '3.10.20', 'go1.18', '8.1', '17', 'Ubuntu 22.04.5 LTS'],
  'standard:7.0': ['v18.20.8', '3.11.15', 'go1.20.14', '8.2.30', '17', 'Ubuntu 22.04.5 LTS'],
  'standard:8.0': ['v24.14.0', '3.14.3', 'go1.26.0', '8.4.18', '25', 'Ubuntu 24.04.3 LTS'],
  'amazonlinux2-x86_64-standard:4.0': ['v16', '3.9.25', 'go1.18', '8.1', '17', 'Amazon Linux 2'],
  'amazonlinux2-x86_64-standard:5.0': [
    'v18.20.8',
    '3.11.15',
    'go1.20.14',
    '8.2.30',
    '17',
    'Amazon Linux 2023',
  ],
  'amazonlinux-x86_64-standard:5.0': [
    'v18.20.8',
    '3.11.15',
    'go1.20.14',
    '8.2.30',
    '17',
    'Amazon Linux 2023',
  ],
  'amazonlinux-x86_64-standard:6.0': [
    'v24.14.0',
    '3.14.3',
    'go1.26.0',
    '8.5.3',
    '25',
    'Amazon Linux 2023',
  ],
  'amazonlinux-aarch64-standard:3.0': [
    'v18.20.8',
    '3.11.15',
    'go1.20.14',
    '8.1',
    '17',
    'Amazon Linux 2023',
  ],
  'amazonlinux-aarch64-standard:4.0': [
    'v24.14.0',
    '3.14.3',
    'go1.26.0',
    '8.5.3',
    '25',
    'Amazon Linux 2023',
  ],
};

const inImage = (name: string, command: string) => {
  const image = `aws/codebuild/${name}`;
  return run(command, {
    image,
    dialect: shellOf(image),
    tools: toolsFor(image),
    env: imageEnvironment(image),
  });
};

describe('versions of the curated images', () => {
  it.each(Object.entries(IMAGES))('%s', async (name, [node, python, go, php, java, system]) => {
    const ran = await inImage(
      name,
      "node --version; python3 --version; go version | cut -d' ' -f3; php --version | head -1 | cut -d' ' -f2; java -version 2>&1 | head -1; . /etc/os-release; echo $PRETTY_NAME; uname -m",
    );
    const machine = name.includes('aarch64') ? 'aarch64' : 'x86_64';
    expect(ran.out.split('\n').slice(0, -1)).toEqual([
      node,
      `Python ${python}`,
      go,
      php,
      `openjdk version "${java}"`,
      system,
      machine,
    ]);
  });

  it('of programs beside the runtimes', async () => {
    const programs =
      'docker --version; docker compose version; docker buildx version; git --version; jq --version';
    expect((await inImage('standard:7.0', programs)).out).toBe(
      'Docker version 28.5.2, build ecc6942\nDocker Compose version v5.1.0\ngithub.com/docker/buildx v0.32.1\ngit version 2.53.0\njq-1.6\n',
    );
    expect((await inImage('standard:8.0', 'jq --version; bash --version')).out).toBe(
      'jq-1.7\nGNU bash, version 5.2.21(1)-release (x86_64-pc-linux-gnu)\n',
    );
  });

  it.each(['terraform', 'cdk', 'serverless', 'pnpm', 'helm', 'yq'])(
    '%s is not there',
    async (name) => {
      expect(await inImage('standard:7.0', `${name} --version`)).toMatchObject({
        exitCode: 127,
        out: `/codebuild/output/tmp/script.sh: 4: ${name}: not found\n`,
      });
    },
  );
});
