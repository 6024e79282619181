import {
  type ContainerFileContents,
  type ContainerSnapshot,
  type Inspection,
  inspectAt,
  openShell,
  type Scenario,
  type ShellReply,
  type ShellSession,
} from '../simulator/index.ts';
import type { ShellPlace } from './protocol.ts';

/** Shells that stay open; the one that was used longest ago goes first. */
const mostShells = 4;

let lastLook: { key: string; inspection: Promise<Inspection> } | null = null;

/** The look at a moment, made anew only for another one. */
function lookAt(scenario: Scenario, seq: number): Promise<Inspection> {
  const key = JSON.stringify([seq, scenario]);
  if (lastLook?.key !== key) lastLook = { key, inspection: inspectAt(scenario, seq) };
  return lastLook.inspection;
}

export const inspect = async (scenario: Scenario, seq: number): Promise<ContainerSnapshot | null> =>
  (await lookAt(scenario, seq)).snapshot();

export const readFile = async (
  scenario: Scenario,
  seq: number,
  path: string,
): Promise<ContainerFileContents | null> => (await lookAt(scenario, seq)).readFile(path);

interface OpenShell {
  session: Promise<ShellSession>;
  /** Lines it has run. */
  lines: number;
}
const shells = new Map<string, OpenShell>();

/** Opens the shell of a place, and types what was typed before: after this thread was stopped it is as it was. */
async function reopen(place: ShellPlace): Promise<ShellSession> {
  const session = await openShell(place.scenario, place.seq);
  for (const line of place.lines) await session.run(line);
  return session;
}

export async function typeInto(place: ShellPlace, line: string): Promise<ShellReply> {
  let open = shells.get(place.id);
  if (open?.lines !== place.lines.length) {
    open = { session: reopen(place), lines: place.lines.length };
  }
  shells.delete(place.id);
  shells.set(place.id, open);
  for (const id of [...shells.keys()].slice(0, -mostShells)) shells.delete(id);
  const { output, exitCode, cwd, note, unfinished, exited } = await (await open.session).run(line);
  if (unfinished !== true) open.lines++;
  return {
    output,
    exitCode,
    cwd,
    ...(note === undefined ? {} : { note }),
    ...(unfinished === undefined ? {} : { unfinished }),
    ...(exited === undefined ? {} : { exited }),
  };
}
