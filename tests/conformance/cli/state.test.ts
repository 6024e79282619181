import { describe, expect, it } from 'vitest';
import { runAsWorker } from './container.ts';

/** What one command makes, the next one finds: whole scripts, as a buildspec has them. */
const scripts: readonly {
  what: string;
  run: string;
  stdout: string;
  stderr?: string;
  without?: readonly string[];
}[] = [
  {
    what: 'deletes keys of a bucket at once, as far as it may',
    run: `echo a > f && aws s3api put-object --bucket box --key a --body f --query ETag > /dev/null
aws s3api delete-objects --bucket box --delete 'Objects=[{Key=a},{Key=b}]' --query 'Deleted[].Key' --output text
aws s3api list-objects --bucket box --query 'length(Contents || \`[]\`)'`,
    stdout: 'a\tb\n0\n',
  },
  {
    what: 'uses the key that it made',
    run: `KEY=$(aws kms create-key --query KeyMetadata.KeyId --output text)
aws kms create-alias --alias-name alias/app --target-key-id $KEY
aws kms encrypt --key-id alias/app --plaintext aGk= --query CiphertextBlob --output text > blob
aws kms decrypt --ciphertext-blob "$(cat blob)" --query Plaintext --output text
aws kms schedule-key-deletion --key-id $KEY --query KeyState --output text`,
    stdout: 'aGk=\nPendingDeletion\n',
  },
  {
    what: 'finds no value in a secret that it deleted',
    run: `aws secretsmanager create-secret --name s --secret-string x --query Name --output text
aws secretsmanager delete-secret --secret-id s --query Name --output text
aws secretsmanager get-secret-value --secret-id s || true
aws secretsmanager list-secrets --query 'SecretList[].Name'`,
    stdout: 's\ns\n[]\n',
    stderr:
      "\nAn error occurred (InvalidRequestException) when calling the GetSecretValue operation: You can't perform this operation on the secret because it was marked for deletion.\n",
  },
  {
    what: 'may do what a policy allows that it made and attached',
    run: `aws sns list-topics 2> /dev/null || echo refused
ARN=$(aws iam create-policy --policy-name p --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sns:ListTopics","Resource":"*"}]}' --query Policy.Arn --output text)
aws iam attach-role-policy --role-name worker --policy-arn $ARN
aws sns list-topics --query Topics`,
    without: ['sns:ListTopics'],
    stdout: 'refused\n[]\n',
  },
  {
    what: 'writes several items at once',
    run: `aws dynamodb create-table --table-name t --attribute-definitions AttributeName=id,AttributeType=S --key-schema AttributeName=id,KeyType=HASH --billing-mode PAY_PER_REQUEST --query TableDescription.TableName --output text
aws dynamodb batch-write-item --request-items '{"t":[{"PutRequest":{"Item":{"id":{"S":"1"}}}},{"PutRequest":{"Item":{"id":{"S":"2"}}}}]}'
aws dynamodb scan --table-name t --query Count
aws dynamodb list-tables --query TableNames --output text`,
    stdout: 't\n{\n    "UnprocessedItems": {}\n}\n2\nt\n',
  },
  {
    what: 'opens a port to a security group',
    run: 'aws ec2 authorize-security-group-ingress --group-id sg-1 --protocol tcp --port 5432 --source-group sg-2 --query "SecurityGroupRules[].ReferencedGroupInfo.GroupId" --output text',
    stdout: 'sg-2\n',
  },
  {
    what: 'makes a service and stops a task',
    run: `aws ecs register-task-definition --family web --container-definitions '[{"name":"web","image":"nginx"}]' --query 'taskDefinition.[family,networkMode]' --output text
aws ecs create-service --service-name web --task-definition web --desired-count 1 --query service.status --output text
TASK=$(aws ecs run-task --task-definition web --query 'tasks[0].taskArn' --output text)
aws ecs stop-task --task $TASK --reason enough --query task.stoppedReason --output text
aws ecs list-task-definitions --query 'length(taskDefinitionArns)'`,
    stdout: 'web\tNone\nACTIVE\nenough\n1\n',
  },
];

describe('state follows commands', () => {
  it.each(scripts)('$what', async ({ run, stdout, stderr = '', without = [] }) => {
    const ran = await runAsWorker({ run, without, resources: { buckets: { box: {} } } });
    expect(ran).toMatchObject({ stdout, stderr, exitCode: 0 });
  });
});
