import { describe, expect, it } from 'vitest';
import { toolsFor } from '../../../src/simulator/shell/tools/index.ts';
import { run } from '../shell/support/container.ts';

const ubuntu = 'aws/codebuild/standard:7.0';
const amazon = 'aws/codebuild/amazonlinux-x86_64-standard:5.0';
const sh = (command: string, image = ubuntu, files: Record<string, string> = {}) =>
  run(command, {
    tools: toolsFor(image),
    image,
    files,
    dialect: image === ubuntu ? 'dash' : 'bash-posix',
    env: { HOME: '/root', PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
  });

describe('what the images lack', () => {
  it.each('terraform cdk serverless sls helm pnpm yq sudo yum cargo cmake'.split(' '))(
    '%s ends with 127 until something installs it',
    async (name) => {
      const ran = await sh(`${name} --version`);
      expect(ran.out).toBe(`/codebuild/output/tmp/script.sh: 4: ${name}: not found\n`);
      expect(ran.exitCode).toBe(127);
    },
  );

  it.each([
    ['npm install -g aws-cdk serverless', 'cdk sls'],
    ['npm i -g pnpm newman', 'pnpm newman'],
    ['pip install -q cfn-lint checkov', 'cfn-lint checkov'],
    ['apt-get update -qq && apt-get install -y cmake mysql-client libfoo-dev', 'ctest mysql'],
    [
      'curl -sLo t.zip https://releases.hashicorp.com/terraform/1.9.0/terraform_1.9.0_linux_amd64.zip && unzip -q t.zip && mv terraform /usr/local/bin/',
      'terraform',
    ],
    [
      'wget -q https://releases.hashicorp.com/packer/1.6.0/packer_1.6.0_linux_amd64.zip && unzip -o packer_1.6.0_linux_amd64.zip -d /usr/bin',
      'packer',
    ],
    [
      'curl -fsSL https://raw.githubusercontent.com/helm/helm/main/scripts/get-helm-3 | bash',
      'helm',
    ],
    [
      'wget -qO- https://get.helm.sh/helm-v3.1.0-linux-amd64.tar.gz | tar xz && mv linux-amd64/helm /usr/bin/helm',
      'helm',
    ],
    [
      'wget https://github.com/mikefarah/yq/releases/download/v4/yq_linux_amd64 -O /usr/bin/yq && chmod +x /usr/bin/yq',
      'yq',
    ],
    [
      'curl -LO https://example.com/miniconda/Miniconda3-latest-Linux-x86_64.sh && bash Miniconda3-latest-Linux-x86_64.sh -b -p ~/mc && export PATH=~/mc/bin:$PATH',
      'conda',
    ],
    [
      "curl --proto '=https' -sSf https://sh.rustup.rs | sh -s -- -y && . ~/.cargo/env",
      'cargo rustup',
    ],
    [
      'curl -Lo /tmp/sops.deb https://example.com/sops_3.7.1_amd64.deb && dpkg -i /tmp/sops.deb',
      'sops',
    ],
  ])('%s', async (command, names) => {
    const ran = await sh(
      `{ ${command}; } > /dev/null 2>&1 && command -v ${names.split(' ').join(' && command -v ')}`,
    );
    expect(ran).toMatchObject({ exitCode: 0, stderr: '', fidelity: 'assumed' });
    expect(ran.stdout.trim().split('\n')).toHaveLength(names.split(' ').length);
  });

  it('says of a program that it is not run', async () => {
    const ran = await sh('npm i -g newman > /dev/null; newman run x.json');
    expect(ran).toMatchObject({ exitCode: 0, fidelity: 'assumed' });
  });
});

describe('package managers', () => {
  it.each([
    ['apt-get instal foo', ubuntu, 100, 'E: Invalid operation instal\n'],
    [
      'apt-get install -y ./x.deb',
      ubuntu,
      100,
      'E: Unsupported file ./x.deb given on commandline\n',
    ],
    [
      'dpkg -i x.deb',
      ubuntu,
      1,
      "dpkg: error: cannot access archive 'x.deb': No such file or directory\n",
    ],
    ['sudo frob', amazon, 1, 'sudo: frob: command not found\n'],
  ])('%s', async (command, image, exitCode, stderr) => {
    const ran = await sh(command, image);
    expect(ran.exitCode).toBe(exitCode);
    expect(ran.stderr).toBe(stderr);
  });

  it('nobody answers their question', async () => {
    expect(await sh('apt-get install nmap')).toMatchObject({ exitCode: 1 });
    const ran = await sh('yum install nmap', amazon);
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toMatch(/Is this ok \[y\/N\]: Operation aborted\.\n$/);
    expect((await sh('yes | yum install nmap', amazon)).exitCode).toBe(0);
  });

  it('sudo runs as the root that the build is', async () => {
    const ran = await sh(
      'echo "a b" | sudo tee /etc/x; sudo -E env A="1 2" sh -c \'echo $A\'',
      amazon,
    );
    expect(ran).toMatchObject({ stdout: 'a b\n1 2\n', exitCode: 0 });
  });

  it('the AWS CLI is there already', async () => {
    const get =
      'curl -s https://awscli.amazonaws.com/awscli-exe-linux-x86_64.zip -o a.zip; unzip -q a.zip; chmod +x aws/install; ./aws/install';
    const ran = await sh(get);
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain('Please rerun install script with --update flag.\n');
    expect((await sh(`${get} --update`)).stdout).toBe(
      'You can now run: /usr/local/bin/aws --version\n',
    );
  });
});

it('envsubst puts values in', async () => {
  const ran = await sh(
    `export A=1 B=2; printf '$A \${B} $C\\n' | envsubst; echo '$A $B' | envsubst '$B'`,
  );
  expect(ran.stdout).toBe('1 2 \n$A 2\n');
});
