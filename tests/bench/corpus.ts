/** The corpus of real buildspecs: how fast it runs, and how much longer than in bare just-bash. */
import { kindsOf } from '../../src/build/corpus/kinds.ts';
import { corpusScenario, likelyImage } from '../../src/build/corpus/verdict.ts';
import { corpusFiles } from '../../src/build/corpusTable.ts';
import { simulate } from '../../src/simulator/index.ts';
import type { CommandRun } from '../../src/simulator/recording/results.ts';
import type { Scenario } from '../../src/simulator/scenario/types.ts';
import { type Commands, runBare, runOurs } from './shells.ts';
import { quantile, summary } from './statistics.ts';

/** Shorter builds say more about the pipeline around them than about their commands. */
const fewestCommands = 10;

interface Case {
  scenario: Scenario;
  image: string;
  /** What ran, in order. */
  commands: CommandRun[];
}

/** What ran in a build, with stubs for all that just-bash has no program for. */
async function commandsOf({ commands, image }: Case): Promise<Commands> {
  const texts = commands.map(({ text }) => text);
  const kinds = await kindsOf(texts, { image, dialect: 'bash' });
  const tools = kinds.filter(({ kind }) => ['modelled', 'assumed', 'absent'].includes(kind));
  return { texts, image, stubs: new Set(tools.flatMap(({ command }) => command.name ?? [])) };
}

async function msOf(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

/** So many times each: what else the machine does falls out of the comparison. */
const rounds = 5;

async function fastest(task: () => Promise<unknown>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) best = Math.min(best, await msOf(task));
  return best;
}

/** Rows of name and figure. The first pass over the corpus is measured, with nothing compiled but what its caller ran. */
export async function corpusLines(): Promise<[name: string, figure: string][]> {
  const files = corpusFiles();
  if (files.length === 0) return [['corpus', 'not measured: no shared/corpus/buildspecs']];
  const times: number[] = [];
  const cases: Case[] = [];
  for (const [, text] of files) {
    const image = likelyImage(text);
    const scenario = corpusScenario(text, image);
    times.push(
      await msOf(async () => {
        const { outcome } = await simulate(scenario);
        cases.push({ scenario, image, commands: outcome.commands });
      }),
    );
  }
  const seconds = times.reduce((sum, ms) => sum + ms, 0) / 1000;
  const long = cases.filter(({ commands }) => commands.length >= fewestCommands);
  const whole: number[] = [];
  const shell: number[] = [];
  const bare: number[] = [];
  for (const each of long) {
    const commands = await commandsOf(each);
    whole.push(await fastest(() => simulate(each.scenario)));
    shell.push(await fastest(() => runOurs(commands)));
    bare.push(await fastest(() => runBare(commands)));
  }
  const ratio = (times: number[]): string =>
    `${summary(times)}, ${(quantile(times, 0.5) / quantile(bare, 0.5)).toFixed(1)} ×`;
  return [
    [
      `corpus, ${files.length} buildspecs`,
      `${(files.length / seconds).toFixed(0)} per second, ${summary(times)}`,
    ],
    [`… ${long.length} builds of ≥ ${fewestCommands} commands, bare just-bash`, summary(bare)],
    ['… the same in our shell', ratio(shell)],
    ['… as whole runs, with the real tools and AWS', ratio(whole)],
  ];
}
