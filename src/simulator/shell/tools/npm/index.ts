import type { Tool } from '../../types.ts';
import { tool } from '../support/failure.ts';
import { readText } from '../support/files.ts';
import { isObject, parseJson } from '../support/json.ts';
import { commandOf } from './commands.ts';
import { cache, config } from './config.ts';
import { cleanInstall, install } from './install.ts';
import { runScript } from './run.ts';
import { type Npm, openNpm } from './session.ts';
import { didYouMean } from './suggest.ts';
import { flag } from './words.ts';

/** ms of npm until it has read its configuration. */
const startUpMs = 120;

type Command = (npm: Npm, words: readonly string[]) => Promise<number>;

const lifecycle =
  (event: string): Command =>
  (npm, words) =>
    runScript(npm, event, [...words, ...npm.words.rest], event);

const commands: Readonly<Record<string, Command>> = {
  cache,
  ci: cleanInstall,
  config,
  get: (npm, words) => config(npm, ['get', ...words]),
  set: (npm, words) => config(npm, ['set', ...words]),
  install,
  'install-test': async (npm) => {
    const exitCode = await install(npm);
    return exitCode === 0 ? runScript(npm, 'test', [], 'test') : exitCode;
  },
  'install-ci-test': async (npm) => {
    const exitCode = await cleanInstall(npm);
    return exitCode === 0 ? runScript(npm, 'test', [], 'test') : exitCode;
  },
  'run-script': (npm, [event, ...words]) =>
    runScript(npm, event, [...words, ...npm.words.rest], 'run-script'),
  test: lifecycle('test'),
  start: lifecycle('start'),
  stop: lifecycle('stop'),
  restart: lifecycle('restart'),
  async prefix(npm) {
    npm.ctx.stdout(`${npm.root}\n`);
    return 0;
  },
  async root(npm) {
    npm.ctx.stdout(`${flag(npm.words, 'global') ? '/usr/local/lib' : npm.root}/node_modules\n`);
    return 0;
  },
};

async function unknownCommand(npm: Npm, word: string): Promise<number> {
  const pkg = parseJson((await readText(npm.ctx.fs, `${npm.root}/package.json`)) ?? '');
  const hint = didYouMean(isObject(pkg) ? pkg : {}, word);
  npm.ctx.stdout(
    `Unknown command: "${word}"\n${hint}\nTo see a list of supported npm commands, run:\n  npm help\n`,
  );
  return 1;
}

/**
 * npm of the active Node: 10.8.2 with Node 18 and 20, 11.7.0 with 22 and 24. The texts are those of npm 10.8.2, compared with
 * the real program; before npm 10 the lines begin with `npm ERR!`.
 */
export const npm: Tool = tool('npm', async (ctx) => {
  await ctx.sleep(startUpMs);
  const session = await openNpm(ctx);
  const { words } = session;
  if (flag(words, 'version')) {
    ctx.stdout(`${session.version}\n`);
    return 0;
  }
  const [word, ...rest] = words.positionals;
  if (word === undefined) {
    ctx.assumed('The overview that npm prints without a command is not simulated.');
    return 1;
  }
  const name = commandOf(word);
  if (name === null) return unknownCommand(session, word);
  const command = commands[name];
  if (command !== undefined) return command(session, rest);
  ctx.assumed(`The result of "npm ${name}" is not simulated.`);
  return 0;
});
