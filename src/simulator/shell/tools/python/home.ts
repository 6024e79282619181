import type { ToolContext } from '../../types.ts';
import { activeVersion } from '../runtimes.ts';
import { isDirectory, isFile, readText, writeFile } from '../support/files.ts';
import { absolute, dirname } from '../support/paths.ts';
import { normalized } from './bins.ts';

/** The Python that a command runs with: the image's, or that of a virtual environment. */
export interface PythonHome {
  /** `3.11.15` */
  version: string;
  /** `/root/.pyenv/versions/3.11.15`, or the directory of the virtual environment. */
  prefix: string;
  /** Where its programs are put. */
  bin: string;
  /** `…/lib/python3.11/site-packages` */
  site: string;
}

export const minorOf = (version: string): string => version.split('.').slice(0, 2).join('.');

/** Packages of the image's Python (aws-codebuild-docker-images; reference: codebuild §5.5). */
const ofImage: Readonly<Record<string, string>> = {
  boto3: '',
  pip: '26.0.1',
  pipenv: '',
  pyyaml: '',
  setuptools: '',
  virtualenv: '',
  wheel: '',
};

async function environmentOf(ctx: ToolContext): Promise<string | null> {
  if (ctx.called.includes('/')) {
    const prefix = dirname(dirname(absolute(ctx.cwd, ctx.called)));
    if (await isFile(ctx.fs, `${prefix}/pyvenv.cfg`)) return prefix;
  }
  const active = ctx.env.VIRTUAL_ENV ?? '';
  return active !== '' && (await isFile(ctx.fs, `${active}/pyvenv.cfg`)) ? active : null;
}

export async function pythonHome(ctx: ToolContext): Promise<PythonHome> {
  const version = await activeVersion(ctx, 'PYTHON');
  const environment = await environmentOf(ctx);
  const prefix = environment ?? `/root/.pyenv/versions/${version}`;
  return {
    version,
    prefix,
    bin: environment === null ? '/usr/local/bin' : `${prefix}/bin`,
    site: `${prefix}/lib/python${minorOf(version)}/site-packages`,
  };
}

/** A package that is installed: its version is empty where only the registry knows it. */
export interface Distribution {
  name: string;
  version: string;
}

const isVirtual = (home: PythonHome): boolean => !home.prefix.startsWith('/root/.pyenv/');

/** What is installed: of the image, and what `pip` put there. */
export async function distributions(ctx: ToolContext, home: PythonHome): Promise<Distribution[]> {
  const found = new Map<string, Distribution>(
    Object.entries(isVirtual(home) ? { pip: '26.0.1' } : ofImage).map(([name, version]) => [
      name,
      { name, version },
    ]),
  );
  if (await isDirectory(ctx.fs, home.site)) {
    for (const entry of await ctx.fs.readdir(home.site)) {
      if (!entry.endsWith('.dist-info')) continue;
      const text = (await readText(ctx.fs, `${home.site}/${entry}/METADATA`)) ?? '';
      const name = /^Name: (.*)$/m.exec(text)?.[1] ?? entry.split('-')[0] ?? '';
      found.set(normalized(name), { name, version: /^Version: (.*)$/m.exec(text)?.[1] ?? '' });
    }
  }
  return [...found.values()].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
}

/** Enters a package in `site-packages` (Python packaging, "Recording installed projects"). */
export async function recordDistribution(
  ctx: ToolContext,
  site: string,
  { name, version }: Distribution,
): Promise<void> {
  const folder = `${name.replaceAll('-', '_')}-${version === '' ? '0' : version}.dist-info`;
  const lines = ['Metadata-Version: 2.4', `Name: ${name}`, `Version: ${version}`, ''];
  await writeFile(ctx.fs, `${site}/${folder}/METADATA`, lines.join('\n'));
  await writeFile(ctx.fs, `${site}/${folder}/INSTALLER`, 'pip\n');
}
