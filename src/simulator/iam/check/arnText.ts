import type { Judge } from './document.ts';

const PARTITIONS = /^(?:aws|aws-cn|aws-us-gov|aws-eusc|aws-iso(?:-[a-z])?)$/;
const IAM_TYPES = [
  'user/',
  'federated-user/',
  'role/',
  'group/',
  'instance-profile/',
  'mfa/',
  'server-certificate/',
  'policy/',
  'sms-mfa/',
  'saml-provider/',
  'oidc-provider/',
  'report/',
  'access-report/',
];

/** A row: when it holds for an ARN's parts, IAM answers with the text. */
interface ArnRule {
  broken(parts: readonly string[]): boolean;
  message(arn: string, parts: readonly string[]): string;
  hint: string;
}

/** Source: open-source IAM emulators checked against AWS, texts also observed in logs. The first that holds counts. */
const ARN_RULES: readonly ArnRule[] = [
  {
    broken: (parts) => parts.length < 2,
    message: (arn) => `Resource ${arn} must be in ARN format or "*".`,
    hint: 'An ARN looks like arn:aws:s3:::bucket/key.',
  },
  {
    broken: ([, partition = '']) => !/[*?]/.test(partition) && !PARTITIONS.test(partition),
    message: (arn, [, partition = '']) =>
      `Partition "${partition}" is not valid for resource "${arn}".`,
    hint: 'The second part of an ARN is the partition, mostly aws.',
  },
  {
    broken: ([, , service = '']) => service === '' || /[*?]/.test(service),
    message: () => 'Resource vendor must be fully qualified and cannot contain regexes.',
    hint: 'The third part, the service, must be written out.',
  },
  {
    broken: ([, , service, region = '', , name = '']) =>
      service === 's3' && region !== '' && region !== '*' && !/^(?:accesspoint|job|\*)/.test(name),
    message: (arn) => `Resource ${arn} can not contain region information.`,
    hint: 'Names of buckets are global: arn:aws:s3:::bucket, with three colons.',
  },
  {
    broken: ([, , service, region = '']) => service === 'iam' && region !== '' && region !== '*',
    message: (arn) => `IAM resource ${arn} cannot contain region information.`,
    hint: 'IAM knows no regions: arn:aws:iam::111122223333:role/name.',
  },
  {
    broken: ([, , service, , , name]) =>
      service === 'iam' &&
      name !== undefined &&
      name !== '*' &&
      !IAM_TYPES.some((type) => name.startsWith(type)),
    message: () => `IAM resource path must either be "*" or start with ${IAM_TYPES.join(', ')}.`,
    hint: 'Write the type before the name, as in role/name.',
  },
];

/** Begins as most ARNs do, and breaks no rule whatever follows. */
const PLAIN = /^arn:aws:(?:s3:::|(?!s3:|iam:)[a-z0-9-]+:)/;

/** The rule that a resource breaks, if any. */
export const judgeResource: Judge = (text) => {
  if (text === '*' || PLAIN.test(text)) return null;
  const parts = text.split(':');
  const rule = ARN_RULES.find((candidate) => candidate.broken(parts));
  return rule ? { message: rule.message(text, parts), hint: rule.hint } : null;
};

/** What IAM says about an action; wildcards in the prefix are accepted. */
export const judgeAction: Judge = (text) => {
  if (text === '*' || /^[a-zA-Z0-9-]+:[a-zA-Z*]+$/.test(text)) return null;
  const colon = text.indexOf(':');
  if (colon < 0) {
    const message = 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
    return { message, hint: 'Write the service before the action: s3:GetObject.' };
  }
  if (text.includes(':', colon + 1)) {
    const message = 'Actions/Condition can contain only one colon.';
    return { message, hint: 'An action is service:name, with one colon.' };
  }
  if (/^[a-zA-Z0-9\-.*?]+:/.test(text)) return null;
  const hint = 'The service prefix has letters, digits and hyphens only.';
  return { message: `Vendor ${text.slice(0, colon)} is not valid`, hint };
};
