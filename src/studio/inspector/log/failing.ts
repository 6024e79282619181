import type { Recording, SimEvent } from '../../../simulator/read.ts';

/** How a command went. */
interface CommandResult {
  exitCode: number;
  /** Why its result is assumed, in words. */
  note?: string;
}
export type Commands = Map<string, CommandResult>;

/** A command's name in a recording; empty for what no command did. */
export const commandKey = (event: SimEvent): string =>
  'index' in event ? `${event.buildId} ${event.phase} ${event.index}` : '';

/** The commands of a recording that have ended. */
export function commandsOf({ events }: Recording): Commands {
  const commands: Commands = new Map();
  for (const event of events) {
    if (event.type !== 'command.ended') continue;
    const assumed = event.fidelity === 'assumed';
    commands.set(commandKey(event), {
      exitCode: event.exitCode,
      ...(assumed && { note: event.note ?? 'this tool’s result is not modelled' }),
    });
  }
  return commands;
}

/** The agent's words about a phase that did not succeed. */
const failurePhrase = /State: (?:FAILED|FAULT|TIMED_OUT)|status code: \S|did not exit successfully/;

/** Does a line tell of a failure? @param exitCode of the command that wrote it */
export function tellsFailure(event: SimEvent, text: string, exitCode: number): boolean {
  if (event.type === 'command.output')
    return event.stream === 'stderr' && exitCode !== 0 && text.trim() !== '';
  return event.type === 'log' && event.origin === 'agent' && failurePhrase.test(text);
}
