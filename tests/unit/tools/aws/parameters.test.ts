import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aws } from '../../../../src/simulator/shell/tools/aws/index.ts';
import { kebab } from '../../../../src/simulator/shell/tools/aws/models/kebab.ts';
import {
  parseShorthand,
  ShorthandError,
} from '../../../../src/simulator/shell/tools/aws/parameters/shorthand.ts';
import { container } from '../support.ts';

describe('names on the command line', () => {
  it.each([
    ['UpdateFunctionCode', 'update-function-code'],
    ['DBInstanceIdentifier', 'db-instance-identifier'],
    ['ResourceARNs', 'resource-arns'],
    ['S3Bucket', 's3-bucket'],
    ['taskDefinition', 'task-definition'],
    ['SSEKMSKeyId', 'ssekms-key-id'],
    ['EncryptionContext', 'encryption-context'],
  ])('%s is %s', (name, expected) => {
    expect(kebab(name)).toBe(expected);
  });
});

describe('shorthand', () => {
  it.each([
    ['Key=a,Value=b', { Key: 'a', Value: 'b' }],
    ['Name=tag,Values=a,b', { Name: 'tag', Values: ['a', 'b'] }],
    ['Values=a,b,Name=x', { Values: ['a', 'b'], Name: 'x' }],
    ['a={b=c,d=[e,f]},g=h', { a: { b: 'c', d: ['e', 'f'] }, g: 'h' }],
    ['a="x,y",b=\'z w\'', { a: 'x,y', b: 'z w' }],
    ['a=x\\,y', { a: 'x,y' }],
    ['imageTag=v1', { imageTag: 'v1' }],
    ['a=', { a: '' }],
    [
      'Tags=[{Key=a,Value=b},{Key=c,Value=d}]',
      {
        Tags: [
          { Key: 'a', Value: 'b' },
          { Key: 'c', Value: 'd' },
        ],
      },
    ],
  ])('%s', (text, expected) => {
    expect(parseShorthand(text)).toEqual(expected);
  });

  it('says where it stops understanding, as the CLI does', () => {
    expect(() => parseShorthand('latest')).toThrow(
      "Expected: '=', received: 'EOF' for input:\nlatest\n      ^",
    );
    expect(() => parseShorthand('a=[b')).toThrow("Expected: ',', received: 'EOF'");
  });

  it('throws nothing but its own error, and ends', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('a', '=', ',', '[', ']', '{', '}', '"', "'", '\\', ' '),
        }),
        (text) => {
          try {
            parseShorthand(text);
          } catch (reason) {
            expect(reason).toBeInstanceOf(ShorthandError);
          }
        },
      ),
      { numRuns: 2_000 },
    );
    expect(() => parseShorthand(`a=${'['.repeat(5_000)}`)).toThrow(ShorthandError);
  });
});

describe('parameters', () => {
  const box = () =>
    container({
      aws: () => ({ ok: true, output: {} }),
      files: { '/src/item.json': '{"id":{"S":"1"}}', '/src/policy.json': '{}' },
    });
  const paramsOf = async (line: string[]) => {
    const result = await box().run(aws, line);
    return result.exitCode === 0 ? result.calls[0]?.params : [result.exitCode, result.stderr];
  };

  it.each([
    ['sns publish --topic-arn t --message hi', { TopicArn: 't', Message: 'hi' }],
    [
      'ecr describe-images --repository-name r --image-ids imageTag=a imageTag=b --max-items 1',
      { repositoryName: 'r', imageIds: [{ imageTag: 'a' }, { imageTag: 'b' }] },
    ],
    ['ecr describe-repositories --repository-names a b', { repositoryNames: ['a', 'b'] }],
    ['s3api list-objects-v2 --bucket b --prefix=p/', { Bucket: 'b', Prefix: 'p/' }],
    [
      'sns publish --topic-arn t --message file://item.json',
      { TopicArn: 't', Message: '{"id":{"S":"1"}}' },
    ],
    [
      'sns publish --cli-input-json {"TopicArn":"t","Message":"m"} --message n',
      { TopicArn: 't', Message: 'n' },
    ],
  ])('%s', async (line, expected) => {
    expect(await paramsOf(line.split(' '))).toEqual(expected);
  });

  it.each([
    ['sns publish --message x --bogus', 252, 'Unknown options: --bogus'],
    ['ecr describe-images', 252, 'the following arguments are required: --repository-name'],
    [
      'sns publish --message file://none.txt',
      252,
      "Error parsing parameter '--message': Unable to load paramfile file://none.txt: [Errno 2] No such file or directory: 'none.txt'",
    ],
    ['sns publsh', 252, "argument operation: Found invalid choice 'publsh'"],
    ['snss publish', 252, "argument command: Found invalid choice 'snss'"],
    [
      'ecr describe-images --repository-name r --image-ids latest',
      252,
      "Error parsing parameter '--image-ids': Expected: '='",
    ],
    [
      'sns publish --message-attributes {"a --message x',
      252,
      "Error parsing parameter '--message-attributes': Invalid JSON",
    ],
  ])('%s ends with %i', async (line, exitCode, message) => {
    const result = await box().run(aws, line.split(' '));
    expect(result.exitCode).toBe(exitCode);
    expect(result.stderr).toContain(message);
    expect(result.calls).toEqual([]);
  });

  it.each([
    [
      'ecs register-task-definition --cli-input-json {"family":"web","containerDefinitions":[],"taskDefinitionArn":"x"}',
      'Unknown parameter in input: "taskDefinitionArn", must be one of: family, taskRoleArn',
    ],
    [
      'dynamodb put-item --table-name t --item {"id":"1"}',
      "Invalid type for parameter Item.id, value: 1, type: <class 'str'>, valid types: <class 'dict'>",
    ],
    [
      'sns publish --cli-input-json {"Message":["a",true]}',
      "Invalid type for parameter Message, value: ['a', True], type: <class 'list'>, valid types: <class 'str'>",
    ],
    [
      'ecr describe-repositories --cli-input-json {"repositoryNames":"a"}',
      "Invalid type for parameter repositoryNames, value: a, type: <class 'str'>, valid types: <class 'list'>, <class 'tuple'>",
    ],
  ])('%s is not sent', async (line, fault) => {
    const result = await box().run(aws, line.split(' '));
    expect(result.exitCode).toBe(252);
    expect(result.stderr).toContain(`Parameter validation failed:\n${fault}`);
    expect(result.calls).toEqual([]);
  });
});
