import { under } from '../../../text/yaml.ts';
import type { Warnings } from './types.ts';

/** About `env`. */
export const environmentWarnings: Warnings = {
  'reserved-name': {
    severity: 'warning',
    *find({ root }) {
      const written = under(under(root, 'env'), 'variables');
      for (const { key } of written?.kind === 'map' ? written.entries : []) {
        if (!key.text.startsWith('CODEBUILD_')) continue;
        const message = 'Names that begin with CODEBUILD_ are reserved for CodeBuild itself.';
        yield { node: key, path: ['env', 'variables', key.text], message };
      }
    },
  },
};
