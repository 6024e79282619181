import { under, type YamlNode } from '../../../text/yaml.ts';
import type { Read, Remark, Warnings } from './types.ts';

/** `env.variables`, or its form of version 0.1: key, value and path of each. */
function* written(root: YamlNode) {
  for (const [section, list] of [
    ['env', 'variables'],
    ['environment_variables', 'plaintext'],
  ] as const) {
    const map = under(under(root, section), list);
    for (const { key, value } of map?.kind === 'map' ? map.entries : []) {
      if (value.kind !== 'scalar') continue;
      yield { key, value, name: key.text, path: [section, list, key.text] };
    }
  }
}

const secretName = /PASSW(?:OR)?D|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIAL/i;
/** The name of a thing that is about a secret, not the secret. */
const notSecret = /_(?:NAME|ARN|ID|PATH|FILE|URL|URI|REGION|ENABLED|TTL|EXPIRY|LENGTH|TYPE)$/i;
/** Secrets that show themselves: access keys, tokens of GitHub, npm, Slack and GitLab, private keys. */
const secretValue =
  /^(?:AKIA|ASIA)[A-Z0-9]{16}$|^gh[pousr]_\w{20,}|^github_pat_|^npm_\w{20,}|^xox[abp]-|^glpat-|-----BEGIN [A-Z ]*PRIVATE KEY/;

function* secrets({ root }: Read): Generator<Remark> {
  for (const { value, name, path } of written(root)) {
    const { text } = value;
    const named = secretName.test(name) && (!notSecret.test(name) || /ACCESS_?KEY_ID$/i.test(name));
    const harmless = /^$|^(?:true|false|yes|no|\d{1,3})$|^[$<{]|^arn:|^\//i.test(text);
    if (!secretValue.test(text) && (!named || harmless)) continue;
    const message = `${name} looks like a secret, and stands here for everybody who can read the repository or the project. Put it into env: secrets-manager or parameter-store; the log then shows *** for it.`;
    yield { span: value, path, message };
  }
}

function* beaten({ root, around }: Read): Generator<Remark> {
  for (const { key, name, path } of written(root)) {
    const winner = around?.variables.get(name);
    if (winner === undefined) continue;
    const who = winner === 'project' ? 'The project' : 'The build action of the pipeline';
    const message = `${who} sets ${name} too, and wins: what stands here is never used.`;
    yield { span: key, path, message };
  }
}

/** About `env`. */
export const environmentWarnings: Warnings = {
  'reserved-name': {
    severity: 'warning',
    *find({ root }) {
      for (const { key, name, path } of written(root)) {
        if (!name.startsWith('CODEBUILD_')) continue;
        const message = 'Names that begin with CODEBUILD_ are reserved for CodeBuild itself.';
        yield { span: key, path, message };
      }
    },
  },
  'secret-in-plain-text': { severity: 'warning', find: secrets },
  'value-is-literal': {
    severity: 'warning',
    *find({ root }) {
      for (const { value, name, path } of written(root)) {
        const found = /\$\{?[A-Za-z_]\w*\}?|\$\(|`/.exec(value.text)?.[0];
        if (found === undefined) continue;
        const more =
          name === 'PATH' ? ' No command is found any more.' : ' Set it in a command with export.';
        const message = `Values are literal: “${found}” is not replaced by anything when ${name} is set.${more}`;
        yield { span: value, path, message };
      }
    },
  },
  'set-elsewhere-too': { severity: 'warning', find: beaten },
};
