/** ARNs of what exists in the simulated account (Service Authorization Reference, resource types). */
export interface Place {
  account: string;
  region: string;
}

export const arn = {
  bucket: (name: string) => `arn:aws:s3:::${name}`,
  object: (bucket: string, key: string) => `arn:aws:s3:::${bucket}/${key}`,
  project: ({ account, region }: Place, name: string) =>
    `arn:aws:codebuild:${region}:${account}:project/${name}`,
  reportGroup: ({ account, region }: Place, name: string) =>
    `arn:aws:codebuild:${region}:${account}:report-group/${name}`,
  report: ({ account, region }: Place, id: string) =>
    `arn:aws:codebuild:${region}:${account}:report/${id}`,
  pipeline: ({ account, region }: Place, name: string) =>
    `arn:aws:codepipeline:${region}:${account}:${name}`,
  logGroup: ({ account, region }: Place, name: string) =>
    `arn:aws:logs:${region}:${account}:log-group:${name}`,
  logStream: ({ account, region }: Place, group: string, stream: string) =>
    `arn:aws:logs:${region}:${account}:log-group:${group}:log-stream:${stream}`,
  repository: ({ account, region }: Place, name: string) =>
    `arn:aws:ecr:${region}:${account}:repository/${name}`,
  role: ({ account }: Place, name: string) => `arn:aws:iam::${account}:role/${name}`,
  user: ({ account }: Place, name: string) => `arn:aws:iam::${account}:user/${name}`,
};

/** Name of the role behind a role ARN: the path is no part of it. */
export const roleNameOf = (roleArn: string): string => roleArn.slice(roleArn.lastIndexOf('/') + 1);

/** Account in an ARN; empty where it names none, or is no ARN. */
export const accountIn = (resourceArn: string): string =>
  resourceArn.startsWith('arn:') ? (resourceArn.split(':')[4] ?? '') : '';

/** The ARN of something that another account owns: nothing of this account has its name. */
export const isForeign = ({ account }: Pick<Place, 'account'>, resourceArn: string): boolean => {
  const owner = accountIn(resourceArn);
  return owner !== '' && owner !== account;
};
