import { relative } from 'node:path';
import type { Plugin } from 'vite';

/** Path of a module as the report names it: an npm package's path without its folder, else from the root. */
export function reportName(id: string, root: string): string {
  const bare = id.replace(/^\0/, '').split('?')[0] ?? id;
  const packaged = bare.split('/node_modules/').at(-1);
  if (packaged !== undefined && packaged !== bare) return `npm:${packaged}`;
  return bare.startsWith('/') ? relative(root, bare) : bare;
}

/** Writes `.vite/modules.json`: each chunk's file name → the modules in it. The size check reads it. */
export function moduleReport(): Plugin {
  let root = '';
  return {
    name: 'pipeglass:module-report',
    apply: 'build',
    configResolved: (config) => {
      root = config.root;
    },
    generateBundle(_options, bundle) {
      const report: Record<string, string[]> = {};
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        report[chunk.fileName] = Object.keys(chunk.modules).map((id) => reportName(id, root));
      }
      this.emitFile({
        type: 'asset',
        fileName: '.vite/modules.json',
        source: `${JSON.stringify(report, null, 2)}\n`,
      });
    },
  };
}
