import type { YamlNode } from '../../../text/yaml.ts';
import { under } from '../../../text/yaml.ts';
import { readOnFailure } from '../../onFailure.ts';
import type { Read, Warnings } from './types.ts';

/** Every `on-failure` with its phase. */
function* written({ root }: Read): Generator<{ node: YamlNode; path: string[] }> {
  for (const phase of ['install', 'pre_build', 'build', 'post_build']) {
    const node = under(under(under(root, 'phases'), phase), 'on-failure');
    if (node?.kind === 'scalar') yield { node, path: ['phases', phase, 'on-failure'] };
  }
}

/** About what a phase's failure leads to. */
export const onFailureWarnings: Warnings = {
  'on-failure-expression': {
    severity: 'warning',
    *find(read) {
      for (const { node, path } of written(read)) {
        const found = node.kind === 'scalar' ? readOnFailure(node.text) : null;
        if (found?.action !== 'RETRY' || found.problem === undefined) continue;
        yield { span: node, path, message: `${found.problem} Nothing is tried again here.` };
      }
    },
  },
  'on-failure-ignored': {
    severity: 'warning',
    *find(read) {
      const where = read.around?.onFailureIgnored;
      if (where === undefined) return;
      for (const { node, path } of written(read)) {
        const message = `on-failure means nothing ${where}: it works on on-demand EC2 compute with CodeBuild’s own images only.`;
        yield { span: node, path, message };
      }
    },
  },
};
