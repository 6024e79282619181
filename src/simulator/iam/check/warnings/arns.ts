import { writeValue } from '../finding.ts';
import type { ResourceItem, StatementView } from './view.ts';
import type { StatementWarning } from './warning.ts';
import { quoted } from './warning.ts';

const REGION = /^(?:[a-z]{2,4}(?:-[a-z]+)+-\d+|us-iso[a-z]?-[a-z]+-\d+)$/;
const ACCOUNT = /^(?:\d{12}|aws|aws-managed|cloudfront)$/;

/** Placeholders and wildcards are judged elsewhere. */
const isLiteral = (text: string): boolean => text !== '' && !/[*?$<{]/.test(text);

/** ARNs of these services name no Region. Source: Service Authorization Reference, "Resource types". */
const WITHOUT_REGION = new Set(['iam', 'route53', 'cloudfront', 'organizations']);

/** No check of this table finds anything wrong with what begins so: most resources do. */
const PLAIN =
  /^(?:\*$|arn:aws:s3:::|arn:aws:(?!s3:|iam:|route53:|cloudfront:|organizations:)[a-z0-9-]+:(?:\*|[a-z]{2}-[a-z]+-\d):(?:\*|\d{12}):)/;

/** True when there is something to look at. */
export function hasOddArn({ resources }: StatementView): boolean {
  return resources.some(({ text }) => !PLAIN.test(text));
}

const check = (
  issueCode: string,
  title: string,
  words: string,
  judge: (resource: ResourceItem) => boolean | { words?: string; meant?: string },
): StatementWarning => ({
  issueCode,
  title,
  findingType: 'ERROR',
  words,
  fires({ resources }, fire) {
    for (const resource of resources) {
      const judged = resource.text !== '*' && judge(resource);
      if (!judged) continue;
      const { at } = resource;
      if (judged === true) fire({ at });
      else {
        const mend = judged.meant === undefined ? undefined : writeValue(judged.meant);
        fire({ at, mend, ...(judged.words ? { words: judged.words } : {}) });
      }
    }
  },
});

/** Source: IAM Access Analyzer policy check reference, errors about ARNs. The service saves all of these. */
export const arnWarnings: readonly StatementWarning[] = [
  check(
    'INVALID_ARN_PREFIX',
    'Invalid ARN prefix',
    'An ARN begins with arn: and this text with something else, so it matches nothing.',
    ({ text, parts: [prefix = ''] }) => isLiteral(prefix) && prefix !== 'arn' && text.includes(':'),
  ),
  check(
    'MISSING_ARN_FIELD',
    'Missing ARN field',
    'An ARN has six parts: arn:aws:service:region:account:name. Parts may be empty, but their colons stay.',
    ({ parts }) => parts[0] === 'arn' && parts.length < 6,
  ),
  check(
    'INVALID_ARN_SERVICE_CASE',
    'Invalid ARN service case',
    'The service in an ARN is written in small letters; case counts here.',
    ({ text, parts: [prefix, partition = '', service = ''] }) => {
      if (prefix !== 'arn' || service === service.toLowerCase()) return false;
      const start = 'arn:'.length + partition.length + 1;
      const rest = text.slice(start + service.length);
      return { meant: `${text.slice(0, start)}${service.toLowerCase()}${rest}` };
    },
  ),
  check('INVALID_ARN_REGION', 'Invalid ARN Region', 'There is no such Region.', ({ parts }) => {
    const [prefix, , , region = ''] = parts;
    if (prefix !== 'arn' || parts.length < 6 || !isLiteral(region) || REGION.test(region))
      return false;
    return { words: `"${quoted(region)}" is no Region. One is called like us-east-1.` };
  }),
  check(
    'ARN_REGION_NOT_ALLOWED',
    'ARN Region not allowed',
    'ARNs of this service name no Region: leave the fourth part empty.',
    ({ text, parts: [prefix, partition, service = '', region = ''] }) => {
      if (prefix !== 'arn' || !WITHOUT_REGION.has(service) || !isLiteral(region)) return false;
      const head = `arn:${partition}:${service}:`;
      return { meant: `${head}${text.slice(head.length + region.length)}` };
    },
  ),
  check(
    'INVALID_ARN_ACCOUNT',
    'Invalid ARN account',
    'The number of an account has twelve digits.',
    ({ parts }) => {
      const [prefix, , , , account = ''] = parts;
      return prefix === 'arn' && parts.length >= 6 && isLiteral(account) && !ACCOUNT.test(account);
    },
  ),
  check(
    'ARN_ACCOUNT_NOT_ALLOWED',
    'ARN account not allowed',
    'ARNs of buckets and objects name no account: arn:aws:s3:::bucket, with three colons.',
    ({ text, parts: [prefix, partition, service, region = '', account = '', name = ''] }) => {
      if (prefix !== 'arn' || service !== 's3' || !isLiteral(account)) return false;
      if (region !== '' || /^(?:accesspoint|job|storage-lens|async-request)/.test(name))
        return false;
      const head = `arn:${partition}:s3::`;
      return { meant: `${head}${text.slice(head.length + account.length)}` };
    },
  ),
];
