import { sha256Hex } from '../../support/bytes.ts';
import type { Failure } from '../../support/failure.ts';
import { canonical, parseReference } from '../reference.ts';
import { progressSize } from '../sizes.ts';
import type { Layer } from '../store.ts';
import { type BuildContext, filesOf } from './context.ts';
import { runBytes, vertexMs } from './durations.ts';
import type { Instruction } from './parse.ts';
import type { Result, Session } from './session.ts';
import { stageNamed } from './stages.ts';
import type { BuildStep } from './steps.ts';

/** How much smaller a layer is than the files in it: gzip on text and code. */
const compression = 0.4;
/** Bytes of an empty layer's archive. */
const leastBytes = 93;

const layer = (content: string, bytes: number): Layer => ({
  digest: `sha256:${sha256Hex(content)}`,
  bytes: Math.max(Math.round(bytes * compression), leastBytes),
});

/** The layer a step leaves. Copied files count with path and content; RUN lines with what they started from. */
export async function layerOf(
  session: Session,
  name: string,
  step: BuildStep,
  result: Result,
): Promise<Layer> {
  const { instruction, label } = step;
  if (step.type === 'run') {
    const command = [label, ...instruction.heredocs].join('\n');
    return layer(`${result.chain}\n${command}`, runBytes(command) / compression);
  }
  if (step.type === 'workdir') return layer(`WORKDIR ${result.config.workdir}`, 0);
  if (step.from !== null) {
    const other = stageNamed(session.input.stages, step.from);
    const source = other === null ? imageChain(step.from) : session.results.get(other.index)?.chain;
    return layer(`${label}\n${source ?? ''}`, 500_000);
  }
  return copied(session, name, step, instruction);
}

function imageChain(word: string): string {
  const reference = parseReference(word);
  return 'error' in reference ? word : canonical(reference);
}

async function copied(
  session: Session,
  name: string,
  step: BuildStep,
  instruction: Instruction,
): Promise<Layer> {
  const { ctx, input } = session;
  await sendContext(session);
  const parts = [step.label, ...instruction.heredocs];
  let bytes = instruction.heredocs.join('').length;
  for (const source of step.sources) {
    const files = filesOf(input.context, source);
    if (files === null) throw notFound(session, name, source, instruction);
    for (const file of files) {
      const content = await ctx.fs.readFileBuffer(absoluteIn(input.context, file.path));
      parts.push(`${file.path} ${sha256Hex(content)}`);
      bytes += content.length;
    }
  }
  return layer(parts.join('\n'), bytes);
}

const absoluteIn = ({ directory }: BuildContext, path: string): string =>
  `${directory === '/' ? '' : directory}/${path}`;

function notFound(session: Session, name: string, source: string, at: Instruction): Failure {
  const { ctx, progress, input } = session;
  const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
  const ref = `${ctx.host.ids.uuid(ctx.key('ref'))}::${ctx.host.ids.text(ctx.key('snapshot'), 25, alphabet)}`;
  const path = source.startsWith('/') ? source : `/${source.replace(/^(?:\.\.?\/)+/, '')}`;
  const message = `failed to calculate checksum of ref ${ref}: ${JSON.stringify(path)}: not found`;
  progress.failed(name, message);
  return input.fail(`failed to compute cache key: ${message}`, at);
}

/** The context goes over once, before the first COPY. */
async function sendContext(session: Session): Promise<void> {
  if (session.contextSent) return;
  session.contextSent = true;
  const bytes = session.input.context.paths.reduce((sum, file) => sum + file.bytes, 0);
  await session.progress.vertex('[internal] load build context', {
    lines: [`transferring context: ${progressSize(bytes)} done`],
    ms: vertexMs.context + Math.ceil(bytes / 100_000),
  });
}
