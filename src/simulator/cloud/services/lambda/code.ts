import { arn } from '../../arns.ts';
import { text } from '../../params.ts';
import type { Environment, Params, Permission } from '../../types.ts';

/** Registry, repository and what follows in `<account>.dkr.ecr.<region>.amazonaws.com/<repository>:<tag>`. */
const imageUri = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\/([a-z0-9._/-]{1,256})/;

/** What Lambda needs to take a container image, so that it may fetch it later. */
const forImages = [
  'ecr:GetRepositoryPolicy',
  'ecr:SetRepositoryPolicy',
  'ecr:BatchGetImage',
  'ecr:GetDownloadUrlForLayer',
];

/**
 * Code that lies elsewhere is taken with the caller's own permissions: a zip in a bucket, an image in a repository (AWS Lambda
 * Developer Guide, "Create a Lambda function using a container image"; reference: iam §6.1, row 97).
 */
export function codeFrom(code: Params, env: Environment): Permission[] {
  const bucket = text(code, 'S3Bucket');
  if (bucket !== '') {
    return [{ action: 's3:GetObject', resource: arn.object(bucket, text(code, 'S3Key')) }];
  }
  const [, account = '', region = '', name = ''] = imageUri.exec(text(code, 'ImageUri')) ?? [];
  if (name === '') return [];
  const policy = account === env.account ? env.state.repositories.get(name)?.policy : undefined;
  return forImages.map((action) => ({
    action,
    resource: arn.repository({ account, region }, name),
    resourceAccount: account,
    ...(policy === undefined
      ? {}
      : {
          resourcePolicy: {
            kind: 'repository',
            name: `repository:${name}/policy`,
            document: policy,
          },
        }),
  }));
}
