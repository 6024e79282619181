import { under, type YamlNode } from '../../text/yaml.ts';
import type { Findings } from './findings.ts';
import { scalar, strings, texts, yes } from './read.ts';
import type { Buildspec } from './types.ts';

/** CodeBuild User Guide, "Build specification reference", env; version 0.1 writes `environment_variables`. */
export function readEnvironment(found: Findings, root: YamlNode): Buildspec['env'] {
  const node = under(root, 'env');
  const old = under(root, 'environment_variables');
  const shell = scalar(found, node, 'shell', ['env']);
  const variables = {
    ...texts(found, old, 'plaintext', ['environment_variables']),
    ...texts(found, node, 'variables', ['env']),
  };
  const written = under(node, 'variables');
  if (written?.kind === 'map') {
    for (const { key } of written.entries) {
      if (key.text.startsWith('CODEBUILD_')) {
        found.warn(
          key,
          ['env', 'variables', key.text],
          'reserved-name',
          'Names that begin with CODEBUILD_ are reserved for CodeBuild itself.',
        );
      }
    }
  }
  return {
    variables,
    'parameter-store': texts(found, node, 'parameter-store', ['env']),
    'secrets-manager': texts(found, node, 'secrets-manager', ['env']),
    'exported-variables': strings(found, node, 'exported-variables', ['env']),
    'git-credential-helper': yes(under(node, 'git-credential-helper')),
    ...(shell === undefined ? {} : { shell }),
  };
}
