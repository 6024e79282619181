import { containerHost } from '../codebuild/containerHost.ts';
import { shellOf } from '../codebuild/images.ts';
import { act, holdAt } from '../engine/hold.ts';
import type { Scenario } from '../scenario/types.ts';
import type { OutputChunk } from '../shell/types.ts';
import type { ShellReply } from './types.ts';

/** Bytes of output that one line may show. */
const mostOutput = 256 * 1024;

/** A shell in a build container, at a moment. What it does never touches the recording. */
export interface ShellSession {
  /** Id of the container it stands in, or null when none was running at that moment. */
  container: string | null;
  cwd(): string;
  /** Run what was typed. Virtual time passes for it alone; the build stands still. Never rejects for what the line does. */
  run(text: string): Promise<ShellResponse>;
}

/** @see ShellReply; the streams apart, as a script would have them. */
export interface ShellResponse extends ShellReply {
  stdout: string;
  stderr: string;
}

const gone = 'No container runs at this moment: it exists from PROVISIONING to FINALIZING.\n';

const notes = {
  endless: 'This would not end by itself. It was interrupted.',
  waits: 'This waits for something that never comes. It was interrupted, as with Ctrl+C.',
  cut: 'There was more output; it is not shown.',
} as const;

/** Re-runs the scenario until event `atSeq` has happened, and opens a shell in the container that runs then. */
export async function openShell(scenario: Scenario, atSeq: number): Promise<ShellSession> {
  const held = await holdAt(scenario, atSeq);
  const { build, run } = held;
  if (build?.source === undefined) {
    return { container: null, cwd: () => '/', run: async () => answer([], 1, '/', gone) };
  }
  const trace = run.sim.root.child('shell');
  const visitor = { ...build, current: { trace } as typeof build.current };
  // A session into a container gets its `sh` (CodeBuild User Guide, "View a running build in Session Manager").
  const dialect = shellOf(build.project.environment.image);
  const host = { ...containerHost(run.sim, visitor, dialect), scope: `${build.containerId}/shell` };
  const shell = build.source.shell.open(host);
  let exited = false;
  return {
    container: build.containerId,
    cwd: () => shell.getCwd(),
    async run(text) {
      if (exited) return { ...answer([], 1, shell.getCwd()), exited };
      visitor.current = { trace, command: text };
      const output = new Output();
      let interrupted = false;
      const result = await act(held, (cancel) => {
        cancel.addEventListener('abort', () => {
          interrupted = true;
        });
        return shell.type(text, output.add, cancel);
      });
      exited = result.exited;
      const note = result.endless
        ? notes.endless
        : interrupted
          ? notes.waits
          : output.full
            ? notes.cut
            : result.note;
      return {
        ...answer(output.chunks, result.exitCode, shell.getCwd(), undefined, note),
        ...(result.unfinished ? { unfinished: true } : {}),
        ...(exited ? { exited } : {}),
      };
    },
  };
}

/** Collects output in order, as far as it is shown; neighbours of one stream are joined. */
class Output {
  readonly chunks: ShellReply['output'] = [];
  full = false;
  #size = 0;

  readonly add = ({ stream, text }: OutputChunk): void => {
    const room = mostOutput - this.#size;
    if (text.length > room) this.full = true;
    if (room <= 0) return;
    const shown = text.slice(0, room);
    this.#size += shown.length;
    const last = this.chunks.at(-1);
    if (last?.stream === stream) last.text += shown;
    else this.chunks.push({ stream, text: shown });
  };
}

function answer(
  output: ShellReply['output'],
  exitCode: number,
  cwd: string,
  error = '',
  note?: string,
): ShellResponse {
  const said = error === '' ? output : [...output, { stream: 'stderr' as const, text: error }];
  const streamed = (stream: 'stdout' | 'stderr') =>
    said.flatMap((chunk) => (chunk.stream === stream ? [chunk.text] : [])).join('');
  return {
    output: said,
    stdout: streamed('stdout'),
    stderr: streamed('stderr'),
    exitCode,
    cwd,
    ...(note === undefined ? {} : { note }),
  };
}
