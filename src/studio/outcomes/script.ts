/** Outcomes that the learner writes: the form's fields, and what they say in words. */
import { duration, plural } from '../../player/words.ts';
import { globFor, matchesOutcome, type ScriptedOutcome } from '../../simulator/read.ts';

/** The fields as typed. */
export interface Script {
  exitCode: string;
  stderr: string;
  seconds: string;
  files: { id: number; path: string; text: string }[];
}

/** What usually goes wrong, ready to choose. `minutes`: for as long as the build may take, and longer. */
export const presets: readonly { label: string; script: Partial<Script> }[] = [
  { label: 'Fails', script: { exitCode: '1' } },
  { label: 'Out of memory', script: { exitCode: '137', stderr: 'Killed' } },
  { label: 'Not installed', script: { exitCode: '127' } },
  { label: 'Hangs', script: { exitCode: '1', seconds: String(36 * 3600) } },
];

export function scriptOf(outcome: ScriptedOutcome): Script {
  return {
    exitCode: String(outcome.exitCode),
    stderr: outcome.stderr ?? '',
    seconds: String(outcome.seconds ?? 0),
    files: Object.entries(outcome.creates ?? {}).map(([path, text], id) => ({ id, path, text })),
  };
}

/**
 * The outcome that the fields describe; parts of an earlier one that have no field stay.
 * @param command as it is written in the buildspec, or the glob of the earlier one
 */
export function outcomeFrom(
  command: string,
  script: Script,
  was?: ScriptedOutcome,
): ScriptedOutcome {
  const { stdout } = was ?? {};
  const seconds = Number(script.seconds);
  const files = script.files.filter(({ path }) => path.trim() !== '');
  return {
    command: was?.command ?? globFor(command),
    exitCode: Number(script.exitCode),
    ...(stdout !== undefined && { stdout }),
    ...(script.stderr !== '' && { stderr: script.stderr }),
    ...(seconds > 0 && { seconds }),
    ...(files.length > 0 && {
      creates: Object.fromEntries(files.map(({ path, text }) => [path.trim(), text])),
    }),
  };
}

/** The one in force for a command: the first that matches. */
export const outcomeFor = (
  outcomes: readonly ScriptedOutcome[],
  command: string,
): ScriptedOutcome | undefined => outcomes.find((each) => matchesOutcome(each.command, command));

/** The list with one more, before all others; it takes the place of one for the same commands. */
export const withOutcome = (
  outcomes: readonly ScriptedOutcome[],
  added: ScriptedOutcome,
): ScriptedOutcome[] => [added, ...without(outcomes, added)];

export const without = (
  outcomes: readonly ScriptedOutcome[],
  gone: ScriptedOutcome,
): ScriptedOutcome[] => outcomes.filter(({ command }) => command !== gone.command);

/** `exit 1 after 30 s · says “boom” · creates dist/app.js`. */
export function inWords({
  exitCode,
  seconds = 0,
  stdout,
  stderr,
  creates,
}: ScriptedOutcome): string {
  const files = Object.keys(creates ?? {});
  const said = (stderr ?? stdout ?? '').trim().split('\n')[0] ?? '';
  return [
    `exit ${exitCode}${seconds > 0 ? ` after ${duration(seconds * 1000)}` : ''}`,
    said === '' ? '' : `says “${said}”`,
    files.length === 1 ? `creates ${files[0]}` : '',
    files.length > 1 ? `creates ${plural(files.length, 'file')}` : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** A command in a few words: its first line, cut. */
export function nameOf(command: string): string {
  const [line = '', ...rest] = command.trim().split('\n');
  return rest.length > 0 || line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
