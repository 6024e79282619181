import type { Rule } from '../recording/worldTypes.ts';

/** Words of AWS in a phase's context that were seen, or that the guide quotes. */
interface Literal {
  /** The whole message, or how it begins. */
  pattern: RegExp;
  rule: Rule;
}

const literal = (pattern: RegExp, evidence: Rule['evidence'], source: string): Literal => ({
  pattern,
  rule: {
    text: 'The words are those of AWS.',
    source,
    evidence,
    test: 'unit/recording/literalTexts.test.ts: knows the words of',
  },
});

const posted = (years: string, pattern: RegExp): Literal =>
  literal(pattern, 'observed log', `Posted build logs of ${years}`);
const quoted = (pattern: RegExp, page = 'Troubleshooting AWS CodeBuild'): Literal =>
  literal(pattern, 'documented', `CodeBuild User Guide, "${page}"`);

const denied = String.raw`User: \S+ is not authorized to perform: `;

/** By id of the rule. */
export const literalTexts = {
  'literal.command-failed': posted('2018–2026', /^Error while executing command: /),
  'literal.buildspec-missing': posted(
    '2019–2026',
    /^(?:YAML file does not exist|stat \/.+: no such file or directory)$/,
  ),
  'literal.command-is-a-map': posted(
    '2024',
    /^Expected Commands\[\d+\] to be of string type: found subkeys instead at line \d+, value of the key tag on line \d+ might be empty$/,
  ),
  'literal.mapping-values': posted(
    '2021',
    /^mapping values are not allowed in this context at line \d+$/,
  ),
  'literal.unknown-runtime': posted('2021–2025', /^Unknown runtime (?:version )?named '/),
  'literal.runtime-required': posted(
    '2020',
    /^This build image requires selecting at least one runtime version\.$/,
  ),
  'literal.log-stream-denied': posted(
    '2017–2026',
    /^Service role \S+ does not allow AWS CodeBuild to create Amazon CloudWatch Logs log streams for build /,
  ),
  'literal.variable-denied': posted(
    '2021–2025',
    new RegExp(
      `^AccessDeniedException: ${denied}(?:ssm:GetParameters|secretsmanager:GetSecretValue) `,
    ),
  ),
  'literal.parameter-missing': posted('2025', /^parameter does not exist: /),
  'literal.source-denied': posted('2023–2026', new RegExp(`^AccessDenied: ${denied}s3:GetObject`)),
  'literal.git-source': posted(
    '2019–2026',
    /^(?:(?:authorization failed|authentication required|repository not found) for primary source and source version|reference not found for primary source)/,
  ),
  'literal.image-denied': posted(
    '2020–2026',
    /^Unable to pull customer's container image\. CannotPullContainerError: Error response from daemon: (?:pull access denied|toomanyrequests)/,
  ),
  'literal.no-artifacts': posted('2019–2026', /^no matching artifact paths found$/),
  'literal.upload-denied': posted('2019–2026', /^Error in UPLOAD_ARTIFACTS phase: AccessDenied: /),
  'literal.bucket-elsewhere': quoted(
    /^The bucket you are attempting to access must be addressed using the specified endpoint\. |^Failed to upload artifacts: Invalid arn$/,
  ),
  'literal.clone-failed': quoted(/^Git clone failed: Unable to access '/),
  'literal.certificate': quoted(/^Unable to download certificate from S3\. /),
  'literal.vpc-sample': quoted(
    /^Unexpected EC2 error: UnauthorizedOperation$|^mounting '127\.0\.0\.1:\/' failed\. /,
    'Amazon Elastic File System sample',
  ),
  'literal.no-internet': quoted(
    /^Build does not have internet connectivity\. |^RequestError: send request failed caused by: Post https:\/\/logs\./,
  ),
  'literal.bucket-owner': quoted(/^Error calling GetBucketAcl: /),
} as const satisfies Record<string, Literal>;

/** The texts as rules of the ledger. */
export const literalRules: Readonly<Record<string, Rule>> = Object.fromEntries(
  Object.entries(literalTexts).map(([id, { rule }]) => [id, rule]),
);
