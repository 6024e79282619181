import { readText, writeFile } from '../support/files.ts';
import type { Npm } from './session.ts';
import { warn } from './session.ts';
import { flag } from './words.ts';

const defaults: Readonly<Record<string, string>> = {
  audit: 'true',
  cache: '/root/.npm',
  fund: 'true',
  globalconfig: '/usr/local/etc/npmrc',
  prefix: '/usr/local',
  registry: 'https://registry.npmjs.org/',
};

/** `npm config get|set|delete`, `npm get`, `npm set` over ~/.npmrc (npm Docs, "npm-config"). */
export async function config(npm: Npm, words: readonly string[]): Promise<number> {
  const { ctx } = npm;
  const path = ctx.env.NPM_CONFIG_USERCONFIG ?? `${ctx.env.HOME ?? '/root'}/.npmrc`;
  const lines = ((await readText(ctx.fs, path)) ?? '').split('\n').filter((line) => line !== '');
  const [action, ...rest] = words;
  const save = (kept: readonly string[]) =>
    writeFile(ctx.fs, path, kept.map((line) => `${line}\n`).join(''));
  const nameOf = (line: string) => line.slice(0, line.indexOf('='));
  if (action === 'get') {
    const values = new Map(lines.map((line) => [nameOf(line), line.slice(line.indexOf('=') + 1)]));
    for (const name of rest) {
      ctx.stdout(
        `${values.get(name) ?? (Object.hasOwn(defaults, name) ? defaults[name] : 'undefined')}\n`,
      );
    }
    return 0;
  }
  if (action === 'set') {
    const pairs = rest[0]?.includes('=') ? rest : [`${rest[0] ?? ''}=${rest[1] ?? ''}`];
    const set = new Set(pairs.map(nameOf));
    await save([...lines.filter((line) => !set.has(nameOf(line))), ...pairs]);
    return 0;
  }
  if (action === 'delete' || action === 'rm') {
    await save(lines.filter((line) => !rest.includes(nameOf(line))));
    return 0;
  }
  ctx.assumed(`The result of "npm config ${words.join(' ')}" is not simulated.`);
  return 0;
}

/** `npm cache …`: silent, but for the warning that `--force` brings. */
export async function cache(npm: Npm): Promise<number> {
  if (flag(npm.words, 'force')) warn(npm, 'using --force Recommended protections disabled.');
  return 0;
}
