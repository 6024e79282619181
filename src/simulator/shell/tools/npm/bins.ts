import type { IFileSystem } from 'just-bash/browser';
import { writeFile } from '../support/files.ts';
import { isObject, type JsonObject, own } from '../support/json.ts';

/** Programs of packages when no lock file names them. */
const knownBins: Readonly<Record<string, readonly string[]>> = {
  '@angular/cli': ['ng'],
  '@biomejs/biome': ['biome'],
  '@playwright/test': ['playwright'],
  '@vue/cli-service': ['vue-cli-service'],
  'aws-cdk': ['cdk'],
  'grunt-cli': ['grunt'],
  'npm-run-all': ['npm-run-all', 'run-p', 'run-s'],
  'react-scripts': ['react-scripts'],
  serverless: ['serverless', 'sls'],
  typescript: ['tsc', 'tsserver'],
  webpack: ['webpack'],
  'webpack-cli': ['webpack-cli'],
};
const sameName = new Set(
  `astro esbuild eslint gatsby gulp husky jest karma mocha next nodemon nuxt nyc nx parcel pnpm prettier
   rimraf rollup sass snyk stylelint ts-node tsup tsx turbo vite vitest yarn`
    .trim()
    .split(/\s+/),
);

const isName = (name: string): boolean => /^[\w.@+-]{1,64}$/.test(name) && !/^\.+$/.test(name);

/** Names of the programs that a package brings: as its lock entry says, or as known. */
export function binsOf(name: string, entry: JsonObject): string[] {
  const bin = own(entry, 'bin');
  const base = name.slice(name.indexOf('/') + 1);
  if (typeof bin === 'string') return [base].filter(isName);
  if (isObject(bin)) return Object.keys(bin).filter(isName);
  return [...(knownBins[name] ?? (sameName.has(name) ? [name] : []))];
}

/**
 * Puts a stand-in for a package's program where npm puts the real one. Like the real one it runs `node` on itself; the simulated
 * `node` then says that JavaScript is not run here.
 */
export async function writeBin(fs: IFileSystem, directory: string, name: string): Promise<void> {
  const path = `${directory}/${name}`;
  await writeFile(fs, path, `#!/bin/sh\nnode '${path.replaceAll("'", "'\\''")}' "$@"\n`);
  await fs.chmod(path, 0o755);
}
