import type { Path } from '../../diagnostics.ts';
import type { Report } from './finding.ts';

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

/** The rule that a resource breaks, if any. */
export function brokenRule(text: string): { message: string; hint: string } | null {
  if (text === '*') return null;
  const parts = text.split(':');
  const rule = ARN_RULES.find((candidate) => candidate.broken(parts));
  return rule ? { message: rule.message(text, parts), hint: rule.hint } : null;
}

export function reportResource(text: string, path: () => Path, report: Report): void {
  const broken = brokenRule(text);
  if (broken) report({ ...broken, path: path() });
}

/** What IAM says about an action; wildcards in the prefix are accepted. */
export function reportAction(text: string, path: () => Path, report: Report): void {
  if (text === '*') return;
  const colon = text.indexOf(':');
  if (colon < 0) {
    const message = 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
    const hint = 'Write the service before the action: s3:GetObject.';
    report({ message, hint, path: path() });
  } else if (text.includes(':', colon + 1)) {
    const hint = 'An action is service:name, with one colon.';
    report({ message: 'Actions/Condition can contain only one colon.', hint, path: path() });
  } else if (!/^[a-zA-Z0-9\-.*?]+:/.test(text)) {
    const hint = 'The service prefix has letters, digits and hyphens only.';
    report({ message: `Vendor ${text.slice(0, colon)} is not valid`, hint, path: path() });
  }
}
