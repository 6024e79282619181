import type { Tool, ToolContext } from '../../types.ts';
import { tool } from '../support/failure.ts';
import { cdkDeploy } from './cdk.ts';
import { kubectl } from './kubectl.ts';
import { samDeploy } from './sam.ts';
import { serverlessDeploy } from './serverless.ts';
import { terraform } from './terraform.ts';

type Command = (ctx: ToolContext, words: readonly string[]) => Promise<number>;

/** ms until such a program, written in Python or JavaScript, does anything: a typical figure. */
const startUpMs = 1_000;

/** A program of which one command is simulated; of the others only that they take their time. */
const deployer = (name: string, deploy: Command): Tool =>
  tool(name, async (ctx) => {
    await ctx.sleep(startUpMs);
    const at = ctx.args.findIndex((word) => !word.startsWith('-'));
    if (ctx.args[at] === 'deploy') return deploy(ctx, ctx.args.toSpliced(at, 1));
    ctx.assumed(
      `${name} ${ctx.args[at] ?? ''}: its result is not simulated, and no files were made.`,
    );
    return 0;
  });

/** Programs of npm packages: they are there once installed, or with `npx`. */
const packagePrograms: readonly Tool[] = [
  deployer('cdk', cdkDeploy),
  deployer('serverless', serverlessDeploy),
  deployer('sls', serverlessDeploy),
];

/** Tools that deploy: what they ask of AWS is simulated, what they make there is not. Terraform is there as if installed. */
export const deployTools: readonly Tool[] = [deployer('sam', samDeploy), kubectl, terraform];

/** Runs the program of an npm package (`cdk`, `cdk@2`, `aws-cdk`) if it is one that is simulated; null: it is not. */
export async function runPackageProgram(
  ctx: ToolContext,
  name: string,
  args: readonly string[],
): Promise<number | null> {
  const plain = name.split('@')[0];
  const program = packagePrograms.find(
    (each) => each.name === (plain === 'aws-cdk' ? 'cdk' : plain),
  );
  return program === undefined ? null : program.run({ ...ctx, args: [...args] });
}
