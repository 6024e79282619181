/** Letters and digits only: `--function-name` and `FunctionName` are the same. */
export const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Options that every operation takes, and those of reading pages. */
const everywhere = [
  'cli-input-json',
  'cli-input-yaml',
  'generate-cli-skeleton',
  'max-items',
  'page-size',
  'starting-token',
].map(plain);

const securityGroup = ['protocol', 'port', 'cidr', 'source-group', 'group-owner'];

/** Options of the CLI's own for operations that are only authorized, by `service.command` (AWS CLI Command Reference, each command). */
const extras: Readonly<Record<string, readonly string[]>> = {
  'cloudfront.create-distribution': ['origin-domain-name', 'default-root-object'],
  'ec2.authorize-security-group-egress': securityGroup,
  'ec2.bundle-instance': ['bucket', 'prefix', 'owner-akid', 'owner-sak', 'policy'],
  'ec2.create-network-acl-entry': ['ingress'],
  'ec2.delete-network-acl-entry': ['ingress'],
  'ec2.get-password-data': ['priv-launch-key'],
  'ec2.replace-network-acl-entry': ['ingress'],
  'ec2.revoke-security-group-egress': securityGroup,
  'ec2.revoke-security-group-ingress': securityGroup,
  'iam.create-virtual-mfa-device': ['outfile', 'bootstrap-method'],
  'ses.send-email': ['from', 'to', 'cc', 'bcc', 'subject', 'text', 'html'],
};

/** Parameters named like a global option get a word in front: `version` is `--kubernetes-version`. */
const renamed = ['version', 'output', 'query', 'region', 'endpoint', 'start', 'end'];

/**
 * Whether an option belongs to an operation with these parameters. Which parameters are booleans is not known here, so `--no-`
 * may stand before each.
 */
function isKnown(option: string, command: string, parameters: ReadonlySet<string>): boolean {
  const own = Object.hasOwn(extras, command) ? (extras[command] ?? []) : [];
  return (
    parameters.has(option) ||
    everywhere.includes(option) ||
    own.some((each) => plain(each) === option) ||
    parameters.has(`no${option}`) ||
    (option.startsWith('no') && parameters.has(option.slice(2))) ||
    renamed.some((name) => parameters.has(name) && option.endsWith(name))
  );
}

/** The words of a command that stand for no option of its operation, with the values behind them; none where nothing is known. */
export function unknownIn(
  command: string,
  parameters: readonly string[] | undefined,
  words: readonly string[],
): string[] {
  if (parameters === undefined) return [];
  const known = new Set(parameters.map(plain));
  const unknown: string[] = [];
  let inside = false;
  for (const word of words) {
    const [, name] = /^--([^=]+)/.exec(word) ?? [];
    if (name !== undefined) inside = !isKnown(plain(name), command, known);
    if (inside) unknown.push(word);
  }
  return unknown;
}
