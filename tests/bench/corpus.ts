/** The corpus of real buildspecs: how fast it runs, and how much longer than in bare just-bash. */
import { Bash, type CustomCommand, defineCommand } from 'just-bash/browser';
import { kindsOf } from '../../src/build/corpus/kinds.ts';
import { corpusScenario, likelyImage } from '../../src/build/corpus/verdict.ts';
import { corpusFiles } from '../../src/build/corpusTable.ts';
import { simulate } from '../../src/simulator/index.ts';
import { type Kernel, makeKernel } from '../../src/simulator/kernel/kernel.ts';
import { exclusively } from '../../src/simulator/kernel/realm.ts';
import type { CommandRun } from '../../src/simulator/recording/results.ts';
import type { Scenario } from '../../src/simulator/scenario/types.ts';
import { quantile, summary } from './statistics.ts';

/** Shorter builds say more about the pipeline around them than about their commands. */
const fewestCommands = 10;
/** What a program that is no part of just-bash takes: ms of virtual time. */
const stubMs = 1000;

interface Case {
  scenario: Scenario;
  image: string;
  /** What ran, in order. */
  commands: CommandRun[];
}

/** Programs that just-bash lacks: they take their time and exit with 0. */
function stubs(names: ReadonlySet<string>, kernel: Kernel): CustomCommand[] {
  return [...names].map((name) =>
    defineCommand(name, async () => {
      await kernel.clock.sleep(stubMs);
      return { stdout: '', stderr: '', exitCode: 0 };
    }),
  );
}

/** Runs the commands one after the other in one shell of just-bash, on virtual time as ours. */
function runBare(commands: readonly CommandRun[], names: ReadonlySet<string>): Promise<void> {
  return exclusively(async () => {
    const kernel = makeKernel(0, () => 0.5);
    const bash = new Bash({
      cwd: '/codebuild/output/src',
      customCommands: stubs(names, kernel),
      sleep: (ms) => kernel.clock.sleep(ms),
    });
    let over: unknown = 'running';
    const all = async (): Promise<void> => {
      for (const { text } of commands) {
        await kernel.clock.sleep(1);
        await bash.exec(text);
      }
    };
    kernel.schedule(0, () => {
      all().then(
        () => {
          over = undefined;
        },
        (reason: unknown) => {
          over = reason;
        },
      );
    });
    await kernel.run(() => false);
    if (over !== undefined) throw over;
  });
}

/** Names among the first words of the commands that just-bash has no program for. */
async function stubbed({ commands, image }: Case): Promise<Set<string>> {
  const texts = commands.map(({ text }) => text);
  const kinds = await kindsOf(texts, { image, dialect: 'bash' });
  const tools = kinds.filter(({ kind }) => ['modelled', 'assumed', 'absent'].includes(kind));
  return new Set(tools.flatMap(({ command }) => command.name ?? []));
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
  const ours: number[] = [];
  const bare: number[] = [];
  for (const each of long) {
    const names = await stubbed(each);
    ours.push(await fastest(() => simulate(each.scenario)));
    bare.push(await fastest(() => runBare(each.commands, names)));
  }
  const ratio = quantile(ours, 0.5) / quantile(bare, 0.5);
  return [
    [
      `corpus, ${files.length} buildspecs`,
      `${(files.length / seconds).toFixed(0)} per second, ${summary(times)}`,
    ],
    [`… ${long.length} builds of ≥ ${fewestCommands} commands`, summary(ours)],
    ['… the same commands in bare just-bash', `${summary(bare)}; we take ${ratio.toFixed(1)} ×`],
  ];
}
