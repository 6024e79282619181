import type { Rule } from '../recording/worldTypes.ts';
import { literalRules, literalTexts } from './literalTexts.ts';

const sheet = 'Not seen in a real log; worded after the guide’s description of the fault';
const memory = 'From general knowledge of the tool; the exact words were not compared';
const testFile = 'unit/recording/wordings.test.ts';

/** A text whose words are approximate: AWS or the tool says something of the kind. */
interface Wording {
  /** How it is known in a message. */
  pattern: RegExp;
  rule: Rule;
}

const wording = (pattern: RegExp, what: string, source = sheet): Wording => ({
  pattern,
  rule: {
    text: `${what} The exact words of AWS or of the tool are not verified.`,
    source,
    evidence: 'unverified',
    test: `${testFile}: every pattern finds its words`,
  },
});

/** Every literal text that the simulator gives without having it from a log or from documentation. */
const table = {
  'wording.build-timed-out': wording(
    /Build has timed out\./,
    'A phase that the timeout cuts off has a context that says so.',
  ),
  'wording.broken-trust': wording(
    /CodeBuild is not authorized to perform: sts:AssumeRole on service role/,
    'StartBuild is refused when CodeBuild may not assume the service role.',
  ),
  'wording.limit-of-project': wording(
    /Build failed to start/,
    'A build beyond the project’s limit is refused.',
  ),
  'wording.no-subnet': wording(
    /No subnet of the project has a usable address\./,
    'A build in a subnet without addresses fails with INSUFFICIENT_SUBNET.',
  ),
  'wording.buildspec-shape': wording(
    /The buildspec needs a |Expected commands to be a list|Invalid buildspec phase name/,
    'A buildspec of the wrong shape stops the build with YAML_FILE_ERROR.',
  ),
  'wording.yaml': wording(
    /did not find expected|could not find expected|found character that cannot start any token|unknown anchor '|wrong number of container tags/,
    'A buildspec that is no YAML stops the build with YAML_FILE_ERROR, in the words of libyaml’s family.',
  ),
  'wording.secret-key': wording(
    /key \S+ not found in secret /,
    'A secret without the key that the buildspec names stops the build.',
  ),
  'wording.decrypt': wording(
    /not authorized to perform: kms:(?:Decrypt|GenerateDataKey)/,
    'A key that the role may not use stops download or upload.',
  ),
  'wording.ecr-push': wording(
    /not authorized to perform: ecr:InitiateLayerUpload|no basic auth credentials|name unknown: The repository with name/,
    'ECR refuses a push without login, permission or repository.',
    memory,
  ),
  'wording.get-login': wording(
    /Invalid choice(?:, maybe you meant|: 'get-login')/,
    'Version 2 of the AWS CLI has no get-login.',
    memory,
  ),
  'wording.npm-ci-sync': wording(
    /can only install packages when your package\.json and package-lock\.json/,
    'npm ci refuses a lock file that does not fit.',
    memory,
  ),
  'wording.base-directory': wording(
    /no matching base directory path found for/,
    'A base directory that the build did not make fails the upload.',
  ),
  'wording.report': wording(
    /error processing report|report files not found in build/,
    'A report that cannot be read or handed over fails the upload.',
  ),
  'wording.cache': wording(/Unable to upload cache: /, 'What the agent says of caches.'),
  // Three asterisks in a line, once: more of them, or a line that begins with them, is a banner of the learner's.
  'wording.mask': wording(
    /^(?![ \t]*\*\*\* )[^*\n]*\*\*\*[^*\n]*$/m,
    'The log hides values of secrets.',
  ),
  'wording.image-too-large': wording(
    /failed to register layer: write: no space left on device/,
    'An image that is larger than the disk cannot be pulled.',
  ),
  'wording.offline': wording(
    /connect ETIMEDOUT|Failed to connect to \S+ port \d+ after|Connection to pypi\.org timed out|connection timed out\n|Client\.Timeout exceeded while awaiting headers/,
    'A program that nobody answers gives up.',
    memory,
  ),
  'wording.reason-of-death': wording(
    /Build container found dead before completing the build/,
    'A container without a shell, or out of memory, is found dead; the status code beside it is a guess.',
  ),
} as const satisfies Record<string, Wording>;

/** The wordings as rules of the ledger. */
export const wordingRules: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(Object.entries(table).map(([id, { rule }]) => [id, rule])),
  ...literalRules,
  'wording.own-words': {
    text: 'No log and no guide at hand has these words: they say the fact in our own.',
    source: 'Words of the simulator',
    evidence: 'unverified',
    test: 'unit/recording/literalTexts.test.ts: words of our own are graded as such',
  },
};

/** What stands behind words that are neither in the table nor known to be AWS's. */
const ownWords = 'wording.own-words';

const find = (
  texts: Readonly<Record<string, { pattern: RegExp }>>,
  message: string,
): string | undefined =>
  Object.entries(texts).find(([, { pattern }]) => pattern.test(message))?.[0];

/** Id of the rule that grades the words of a phase's context; null where it has none. */
export function contextWording(message: string): string | null {
  if (message === '') return null;
  return find(table, message) ?? find(literalTexts, message) ?? ownWords;
}

/** A context as the log and the pipeline show it. */
const context = /(?:Phase context status code: .{0,60}?|, Code: [\w ]{1,60},) Message: ([\s\S]+)$/;

/** Id of the rule that grades what AWS or a tool says; null: nothing is known to be wrong with it. */
export function wordingOf(text: string): string | null {
  const message = context.exec(text)?.[1];
  if (message !== undefined) return contextWording(message.trimEnd());
  return find(table, text) ?? null;
}

/** The same, for words that are approximate alone. */
export function unverifiedWording(text: string): string | null {
  const id = wordingOf(text);
  return id?.startsWith('wording.') ? id : null;
}
