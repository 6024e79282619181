import { describe, expect, it } from 'vitest';
import { aws } from '../../../../src/simulator/shell/tools/aws/index.ts';
import { container } from '../support.ts';

const run = (line: string) =>
  container({ aws: () => ({ ok: true, output: {} }) }).run(aws, line.split(' '));

describe('commands whose result is not simulated', () => {
  it.each([
    'glue start-job-run --job-name f --arguments {"a":"b"}',
    'ec2 describe-security-groups --group-ids sg-1 --max-items 5 --query SecurityGroups',
    'ec2 revoke-security-group-ingress --group-id sg-1 --protocol tcp --port 22 --cidr 0.0.0.0/0',
    'ec2 create-network-acl-entry --network-acl-id acl-1 --ingress --rule-number 1',
    'ec2 modify-vpc-attribute --vpc-id vpc-1 --no-enable-dns-support',
    'ec2 request-spot-instances --whatever 1',
    'eks create-nodegroup --cluster-name c --nodegroup-name n --kubernetes-version 1.31',
    'rds describe-db-log-files --db-instance-identifier=d --filename-contains x',
    'ses send-email --from a@example.com --to b@example.com --subject s --text t',
  ])('takes %s', async (line) => {
    expect(await run(line)).toMatchObject({ exitCode: 0, assumed: [expect.any(String)] });
  });

  it.each([
    ['glue start-job-run --job-nam f', '--job-nam, f'],
    ['ec2 describe-security-groups --group-idz sg-1 sg-2 --dry-run', '--group-idz, sg-1, sg-2'],
    ['rds describe-db-log-files --db-instance-identifier d --bogus=1', '--bogus=1'],
  ])('refuses %s', async (line, unknown) => {
    const result = await run(line);
    expect(result).toMatchObject({ exitCode: 252, calls: [] });
    expect(result.stderr).toContain(`\nUnknown options: ${unknown}\n`);
  });
});

describe('--generate-cli-skeleton', () => {
  it('prints the input of the operation, and calls nobody', async () => {
    expect(await run('sns publish --generate-cli-skeleton')).toMatchObject({
      exitCode: 0,
      calls: [],
      assumed: [],
      stdout: `{
    "TopicArn": "",
    "TargetArn": "",
    "PhoneNumber": "",
    "Message": "",
    "Subject": "",
    "MessageStructure": "",
    "MessageAttributes": {
        "KeyName": {
            "DataType": "",
            "StringValue": "",
            "BinaryValue": null
        }
    },
    "MessageDeduplicationId": "",
    "MessageGroupId": ""
}
`,
    });
  });

  it('writes each kind of value as Python does', async () => {
    const { stdout } = await run('cloudwatch put-metric-data --generate-cli-skeleton input');
    expect(stdout).toContain('"Timestamp": "1970-01-01T00:00:00"');
    expect(stdout).toContain('"Value": 0.0');
    expect(stdout).toContain('"StorageResolution": 0');
  });

  it('knows three kinds of skeletons', async () => {
    expect((await run('sns publish --generate-cli-skeleton output')).assumed).toHaveLength(1);
    const odd = await run('sns publish --generate-cli-skeleton all');
    expect(odd.exitCode).toBe(252);
    expect(odd.stderr).toContain("argument --generate-cli-skeleton: Found invalid choice 'all'");
  });
});
