import type { Script, SimpleCommand, Word } from '../core/ast.ts';
import { decode, toArray } from '../core/bytes.ts';
import { fork, isBash, type Process } from '../core/process.ts';
import { Capture, Pipe } from '../core/wires.ts';

/** `$(…)`: the output of a subshell, without the newlines at its end. Sets the status that an assignment passes on. */
export async function substitute(proc: Process, body: Script, legacy: boolean): Promise<string> {
  const capture = new Capture();
  const fds = new Map(proc.fds).set(1, { sink: capture });
  proc.substituted = await proc.run.container.engine.subshell(proc, { fds }, async (child) => {
    // bash drops `set -e` inside a substitution, POSIX mode and dash keep it.
    if (proc.dialect === 'bash' && !proc.options.has('inherit_errexit')) child.options.delete('e');
    child.lenient = proc.dialect === 'bash' ? child.lenient : 0;
    // The grammar counts the lines of a substitution from 1; so does dash, between backquotes.
    child.nested++;
    child.lineOffset = legacy && !isBash(proc) ? 0 : proc.line + proc.lineOffset - 1;
    const { engine } = child.run.container;
    const file = isBash(proc) ? onlyInput(body) : null;
    // `$(< file)`: bash prints the file.
    if (file !== null) return engine.command(child, { ...file, name: CAT });
    return engine.statements(child, body.statements);
  });
  return decode(capture.bytes).replace(/\0/g, '').replace(/\n+$/, '');
}

const CAT: Word = { type: 'Word', parts: [{ type: 'Literal', value: 'cat' }] };

/** The command of `$(< file)`, or null. */
function onlyInput(body: Script): SimpleCommand | null {
  const [statement, ...more] = body.statements;
  const command = statement?.pipelines[0]?.commands[0];
  if (more.length > 0 || statement?.pipelines.length !== 1) return null;
  if (command?.type !== 'SimpleCommand' || command.name !== null) return null;
  if (command.assignments.length > 0 || command.redirections.length !== 1) return null;
  return command.redirections[0]?.operator === '<' ? command : null;
}

/**
 * `<(…)` and `>(…)`: the path of a pipe. The inner command of `<(…)` runs to its end first; that of `>(…)` runs beside the
 * outer one and ends when the shell process does.
 */
export async function substituteProcess(
  proc: Process,
  body: Script,
  direction: 'input' | 'output',
): Promise<string> {
  const { run } = proc;
  const { engine } = run.container;
  const path = `/dev/fd/${63 - run.pipes.size}`;
  if (direction === 'input') {
    const capture = new Capture();
    const fds = new Map(proc.fds).set(1, { sink: capture });
    await engine.subshell(proc, { fds }, (child) => engine.statements(child, body.statements));
    run.pipes.set(path, { pipe: new Pipe(capture.bytes), done: Promise.resolve(0) });
    // Programs that open the path find a file there.
    await run.container.fs.writeFile(path, toArray(capture.bytes));
  } else {
    const pipe = new Pipe();
    const thread = { debt: 0, signal: proc.thread.signal };
    const fds = new Map(proc.fds).set(0, { input: pipe });
    const parent = fork(proc, thread);
    const done = engine.subshell(parent, { fds, thread }, async (child) => {
      await run.container.host.clock.sleep(0, thread.signal);
      return engine.statements(child, body.statements);
    });
    run.pipes.set(path, { pipe, done });
  }
  return path;
}
