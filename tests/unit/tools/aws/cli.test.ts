import { describe, expect, it } from 'vitest';
import { aws } from '../../../../src/simulator/shell/tools/aws/index.ts';
import { formatTable } from '../../../../src/simulator/shell/tools/aws/output/table.ts';
import { type Aws, container } from '../support.ts';

const arn = 'arn:aws:sts::111122223333:assumed-role/web-build-role/AWSCodeBuild-1';
const answers: Aws = ({ operation }) => {
  switch (operation) {
    case 'GetCallerIdentity':
      return {
        ok: true,
        output: { UserId: 'AROA1:AWSCodeBuild-1', Account: '111122223333', Arn: arn },
      };
    case 'GetAuthorizationToken':
      return {
        ok: true,
        output: {
          authorizationToken: Buffer.from('AWS:pass:word').toString('base64'),
          expiresAt: 1,
          proxyEndpoint: 'https://111122223333.dkr.ecr.us-east-1.amazonaws.com',
        },
      };
    case 'DescribeImages':
      return {
        ok: true,
        output: {
          imageDetails: [
            {
              repositoryName: 'acme/web',
              imageDigest: 'sha256:1',
              imageTags: ['latest', '1'],
              imageSizeInBytes: 7,
              imagePushedAt: 1_500,
            },
          ],
        },
      };
    default:
      return { code: 'X', message: operation, status: 400 };
  }
};
const run = (words: string, more = {}) =>
  container({ aws: answers }).run(aws, words === '' ? [] : words.split(' '), more);

const usage = `usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]
To see help text, you can run:

  aws help
  aws <command> help
  aws <command> <subcommand> help
`;

describe('aws', () => {
  it.each([
    [
      'aws/codebuild/standard:7.0',
      'aws-cli/2.31.39 Python/3.13.9 Linux/5.10.230 exec-env/AWS_ECS_EC2 exe/x86_64.ubuntu.22\n',
    ],
    [
      'aws/codebuild/amazonlinux-aarch64-standard:3.0',
      'aws-cli/2.31.39 Python/3.13.9 Linux/5.10.230 exec-env/AWS_ECS_EC2 exe/aarch64.amzn.2023\n',
    ],
  ])('--version on %s', async (image, stdout) => {
    expect(await run('--version', { image })).toMatchObject({ exitCode: 0, output: stdout });
  });

  it.each([
    ['', `aws: [ERROR]: the following arguments are required: command\n\n${usage}`],
    ['s4 ls', `aws: [ERROR]: argument command: Found invalid choice 's4'\n\n\n${usage}`],
    [
      'cloudfromation deploy',
      `aws: [ERROR]: argument command: Found invalid choice 'cloudfromation'\n\nMaybe you meant:\n\n  * cloudformation\n\n${usage}`,
    ],
    [
      'ecr get-login --no-include-email',
      `aws: [ERROR]: argument operation: Found invalid choice 'get-login'\n\n\n${usage}`,
    ],
    [
      's3 cp a s3://b --storage-class FOO',
      `aws: [ERROR]: argument --storage-class: Found invalid choice 'FOO'\n\n\n${usage}`,
    ],
    ['s3 copy a b', `aws: [ERROR]: argument subcommand: Found invalid choice 'copy'\n\n\n${usage}`],
    ['sts get-caller-identity --frob 1', `${usage}\nUnknown options: --frob, 1\n`],
    [
      'ecr describe-images',
      `aws: [ERROR]: the following arguments are required: --repository-name\n\n${usage}`,
    ],
    ['--region', `aws: [ERROR]: argument --region: expected one argument\n\n${usage}`],
  ])('aws %s ends with 252', async (words, stderr) => {
    expect(await run(words)).toMatchObject({
      exitCode: 252,
      stdout: '',
      stderr: `\n${stderr}\n`,
      calls: [],
    });
  });

  it('says honestly what it does not simulate', async () => {
    const glue = container({ aws: () => ({ ok: true, output: {} }) });
    expect(await glue.run(aws, ['glue', 'start-job-run', '--job-name', 'f'])).toMatchObject({
      exitCode: 0,
      output: '',
      assumed: [
        'The result of "aws glue start-job-run" is not simulated: only its permission is checked.',
      ],
    });
  });

  it.each([
    [
      'sts get-caller-identity',
      `{\n    "UserId": "AROA1:AWSCodeBuild-1",\n    "Account": "111122223333",\n    "Arn": "${arn}"\n}\n`,
    ],
    ['sts get-caller-identity --query Account --output text', '111122223333\n'],
    ['sts get-caller-identity --query=Account', '"111122223333"\n'],
    ['sts get-caller-identity --output text', `111122223333\t${arn}\tAROA1:AWSCodeBuild-1\n`],
    [
      '--output table sts get-caller-identity --query [{Id:Account,N:UserId}]',
      `------------------------------------------
|            GetCallerIdentity           |
+---------------+------------------------+
|      Id       |           N            |
+---------------+------------------------+
|  111122223333 |  AROA1:AWSCodeBuild-1  |
+---------------+------------------------+
`,
    ],
    ['sts get-caller-identity --query Nope --output text', 'None\n'],
    ['ecr get-login-password --region us-east-1', 'pass:word\n'],
    [
      'ecr describe-images --repository-name acme/web --image-ids imageTag=1 --output text',
      'IMAGEDETAILS\tsha256:1\t2026-07-14T09:57:01.500000+00:00\t7\tacme/web\nIMAGETAGS\tlatest\nIMAGETAGS\t1\n',
    ],
    [
      'ecr describe-images --repository-name acme/web --query imageDetails[0].imageTags --output json',
      '[\n    "latest",\n    "1"\n]\n',
    ],
  ])('aws %s', async (words, stdout) => {
    expect(await run(words)).toMatchObject({ exitCode: 0, stderr: '', stdout, assumed: [] });
  });

  it('stands a table up that is wider than 80 columns', async () => {
    const { stdout } = await run('sts get-caller-identity --output table');
    expect(
      stdout,
    ).toBe(`-------------------------------------------------------------------------------------
|                                 GetCallerIdentity                                 |
+---------+-------------------------------------------------------------------------+
|  Account|  111122223333                                                           |
|  Arn    |  ${arn}   |
|  UserId |  AROA1:AWSCodeBuild-1                                                   |
+---------+-------------------------------------------------------------------------+
`);
  });

  it('nests tables as the CLI does', () => {
    const details = [
      { d: 'x', imageTags: ['a', 'b'], n: 3 },
      { d: 'yy', n: 4 },
    ];
    expect(formatTable('DescribeImages', { imageDetails: details })).toBe(`----------------
|DescribeImages|
+--------------+
||imageDetails||
|+-----+------+|
||  d  |  n   ||
|+-----+------+|
||  x  |  3   ||
|+-----+------+|
||| imageTags|||
||+----------+||
|||  a       |||
|||  b       |||
||+----------+||
||imageDetails||
|+------+-----+|
||   d  |  n  ||
|+------+-----+|
||  yy  |  4  ||
|+------+-----+|
`);
  });

  it('hands parameters on in the API’s own names', async () => {
    const result = await run(
      'ecr describe-images --repository-name r --image-ids imageTag=a imageDigest=d',
    );
    expect(result.calls).toEqual([
      {
        operation: 'DescribeImages',
        params: { repositoryName: 'r', imageIds: [{ imageTag: 'a' }, { imageDigest: 'd' }] },
      },
    ]);
  });

  it.each([
    [
      'sts get-caller-identity',
      () => ({ code: 'ExpiredToken', message: 'The provided token has expired.', status: 403 }),
      254,
      '\nAn error occurred (ExpiredToken) when calling the GetCallerIdentity operation: The provided token has expired.\n',
    ],
    [
      'ecr get-login-password',
      () => 'no-credentials' as const,
      253,
      '\nUnable to locate credentials. You can configure credentials by running "aws configure".\n',
    ],
    [
      'sts get-caller-identity --profile x',
      answers,
      255,
      '\nThe config profile (x) could not be found\n',
    ],
  ])('%s fails', async (words, fake, exitCode, stderr) => {
    expect(await run(words, { aws: fake })).toMatchObject({ exitCode, stdout: '', stderr });
  });

  it('needs a Region, but not for services that are worldwide', async () => {
    const env = { AWS_REGION: '', AWS_DEFAULT_REGION: '' };
    expect(await run('ecr describe-repositories', { env })).toMatchObject({
      exitCode: 253,
      stderr:
        '\nYou must specify a region. You can also configure your region by running "aws configure".\n',
    });
    expect((await run('s3 ls', { env })).calls).toHaveLength(1);
    expect((await run('sts get-caller-identity', { env })).calls).toHaveLength(1);
  });

  it('configure: sets, gets, lists; keys of a profile sign its calls', async () => {
    const seen: Record<string, string>[] = [];
    const regions: (string | undefined)[] = [];
    const box = container({
      aws: (call) => {
        seen.push(call.env);
        regions.push(call.region);
        return answers(call);
      },
      env: { AWS_REGION: '', AWS_DEFAULT_REGION: '' },
    });
    const line = (words: string) => box.run(aws, words.split(' '));
    await line('configure set aws_access_key_id AKIAEXAMPLE --profile deploy');
    await line('configure set region eu-west-1 --profile deploy');
    await line('configure set default.region us-west-2');
    expect(await box.read('/root/.aws/credentials')).toBe(
      '[deploy]\naws_access_key_id = AKIAEXAMPLE\n',
    );
    expect(await box.read('/root/.aws/config')).toBe(
      '[profile deploy]\nregion = eu-west-1\n\n[default]\nregion = us-west-2\n',
    );
    expect(await line('configure get region')).toMatchObject({
      exitCode: 0,
      stdout: 'us-west-2\n',
    });
    expect(await line('configure get output')).toMatchObject({ exitCode: 1, output: '' });
    await line('sts get-caller-identity --profile deploy');
    await line('sts get-caller-identity');
    expect(seen.map(({ AWS_ACCESS_KEY_ID }) => AWS_ACCESS_KEY_ID)).toEqual([
      'AKIAEXAMPLE',
      undefined,
    ]);
    expect(regions).toEqual(['eu-west-1', 'us-west-2']);
    expect((await line('configure list --profile deploy')).stdout).toBe(
      `NAME       : VALUE                    : TYPE             : LOCATION
profile    : deploy                   : manual           : --profile
access_key : ****************MPLE     : config-file      : ~/.aws/config
secret_key : ****************secr     : container-role   : 
region     : eu-west-1                : config-file      : ~/.aws/config
`,
    );
  });
});
