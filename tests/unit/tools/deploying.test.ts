import { describe, expect, it } from 'vitest';
import { runAsWorker } from '../../conformance/cli/container.ts';

const resources = { buckets: { box: {} } };
const topic = 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n';
const app =
  'Transform: AWS::Serverless-2016-10-31\nResources:\n  Api:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: src\n';
const files = { 'template.yaml': app, 'src/app.py': 'print(1)\n', 'stack.yml': topic };
const operations = (ran: Awaited<ReturnType<typeof runAsWorker>>, wanted: string) =>
  ran.calls.filter(({ operation }) => operation === wanted);

describe('aws cloudformation package', () => {
  const command =
    'aws cloudformation package --template-file template.yaml --s3-bucket box --output-template-file out.yml > /dev/null';

  it('uploads code that has changed, and no other', async () => {
    const run = `${command}; ${command}; echo 'print(2)' > src/app.py; ${command}; cat out.yml`;
    const ran = await runAsWorker({ run, files, resources });
    const [first, second, ...more] = operations(ran, 'PutObject').map(({ resource }) => resource);
    expect(more).toEqual([]);
    expect(first).not.toBe(second);
    expect(ran.stdout).toContain(`CodeUri: ${second?.replace('arn:aws:s3:::', 's3://')}\n`);
  });

  it('names what the template refers to and is not there', async () => {
    const ran = await runAsWorker({ run: command, files: { 'template.yaml': app }, resources });
    expect(ran).toMatchObject({
      exitCode: 255,
      stderr: expect.stringContaining(
        'Parameter CodeUri of resource Api refers to a file or folder that does not exist /codebuild/src/src',
      ),
    });
  });
});

describe('aws cloudformation deploy', () => {
  const command = 'aws cloudformation deploy --stack-name site --template-file';

  it('has nothing to deploy the second time, and says so without failing', async () => {
    const run = `${command} stack.yml > /dev/null; ${command} stack.yml; echo $?; ${command} stack.yml --fail-on-empty-changeset`;
    const ran = await runAsWorker({ run, files });
    expect(ran.stdout).toContain('\nNo changes to deploy. Stack site is up to date\n0\n');
    expect(ran.exitCode).toBe(255);
  });

  it('fails over the role that a macro makes', async () => {
    expect(await runAsWorker({ run: `${command} template.yaml`, files })).toMatchObject({
      exitCode: 255,
      stderr: expect.stringContaining('Reason: Requires capabilities : [CAPABILITY_IAM]'),
    });
  });
});

describe('sam deploy', () => {
  const config =
    'version = 0.1\n[default.deploy.parameters]\nstack_name = "app"\ns3_bucket = "box"\ns3_prefix = "app"\ncapabilities = "CAPABILITY_IAM"\n';
  const configured = { ...files, 'samconfig.toml': config };

  it('reads samconfig.toml, and uploads code and template', async () => {
    const ran = await runAsWorker({ run: 'sam deploy', files: configured, resources });
    expect(ran).toMatchObject({ exitCode: 0 });
    expect(operations(ran, 'PutObject').map(({ resource }) => resource)).toEqual([
      expect.stringMatching(/^arn:aws:s3:::box\/app\/[0-9a-f]{32}$/),
      expect.stringMatching(/^arn:aws:s3:::box\/app\/[0-9a-f]{32}\.template$/),
    ]);
    expect(ran.assumed).toContain('sam deploy');
  });

  it('fails when nothing has changed, unless it is told not to', async () => {
    const run =
      'sam deploy > /dev/null; sam deploy; echo $?; sam deploy --no-fail-on-empty-changeset';
    const ran = await runAsWorker({ run, files: configured, resources });
    expect(ran.stderr).toContain('Error: No changes to deploy. Stack app is up to date\n');
    expect(ran.stdout).toMatch(/\n1\n[\s\S]*No changes to deploy. Stack app is up to date\n$/);
    expect(ran.exitCode).toBe(0);
  });

  it.each([
    ['sam deploy --s3-bucket box', "Error: Missing option '--stack-name'", 1],
    ['sam deploy --stack-name a --s3-bukket box', 'Error: No such option: --s3-bukket', 2],
    ['sam deploy --stack-name a -t none.yaml', "Path 'none.yaml' does not exist.", 2],
    [
      'sam deploy --stack-name a --s3-bucket box',
      'Reason: Requires capabilities : [CAPABILITY_IAM]',
      1,
    ],
  ])('%s', async (run, said, exitCode) => {
    expect(await runAsWorker({ run, files, resources })).toMatchObject({
      exitCode,
      stderr: expect.stringContaining(said),
    });
  });
});

describe('cdk and serverless', () => {
  it('are there when npm has installed them, also from a script', async () => {
    const manifest = {
      name: 'app',
      version: '1.0.0',
      scripts: { deploy: 'serverless deploy' },
      devDependencies: { serverless: '^3.40.0' },
    };
    const lock = {
      lockfileVersion: 3,
      packages: {
        '': manifest,
        'node_modules/serverless': { version: '3.40.0', bin: { serverless: 'bin/serverless.js' } },
      },
    };
    const ran = await runAsWorker({
      run: 'npm ci > /dev/null; npm run deploy',
      resources,
      files: {
        'package.json': JSON.stringify(manifest),
        'package-lock.json': JSON.stringify(lock),
        'serverless.yml':
          'service: app\nprovider:\n  name: aws\n  deploymentBucket:\n    name: box\n',
      },
    });
    expect(ran.stdout).toContain('✔ Service deployed to stack app-dev');
  });

  it('serverless makes a bucket for a new stack that names none', async () => {
    const run = 'npx serverless deploy';
    const ran = await runAsWorker({ run, files: { 'serverless.yml': 'service: app\n' } });
    expect(ran.exitCode).toBe(0);
    expect(operations(ran, 'CreateBucket')).toHaveLength(1);
  });
});

describe('terraform', () => {
  const backend =
    'terraform {\n  required_version = ">= 1.9"\n  backend "s3" {\n    # where it lies\n    bucket = "box"\n    key = "state"\n    dynamodb_table = "locks"\n  }\n}\n';

  it('locks, reads, writes and gives the lock back', async () => {
    const ran = await runAsWorker({
      run: 'terraform -chdir=infra init > /dev/null && terraform -chdir=infra apply -auto-approve',
      files: { 'infra/main.tf': backend },
      resources,
    });
    expect(ran.exitCode).toBe(0);
    expect(ran.calls.map(({ operation }) => operation)).toEqual([
      'ListObjectsV2',
      'GetObject',
      'PutItem',
      'GetObject',
      'GetCallerIdentity',
      'PutObject',
      'DeleteItem',
    ]);
  });

  it('with a local state asks nothing', async () => {
    const ran = await runAsWorker({ run: 'terraform init && terraform plan', files: {} });
    expect(ran).toMatchObject({ exitCode: 0, calls: [] });
  });

  it('takes the rest of its backend from the command line', async () => {
    const run = 'terraform init -backend-config=bucket=other -backend-config=more.hcl';
    const ran = await runAsWorker({
      run,
      files: { 'main.tf': 'terraform {\n backend "s3" {}\n}\n', 'more.hcl': 'key = "k"\n' },
      resources,
    });
    expect(ran).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('"other"') });
  });
});
