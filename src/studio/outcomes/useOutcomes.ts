import { useState } from 'react';
import { usePlayer } from '../../player/context.tsx';
import type { Recording, ScriptedOutcome } from '../../simulator/read.ts';
import { commandRuns } from '../inspector/causes.ts';
import { useSession, useSessionStore } from '../session/context.tsx';
import { pretty } from '../session/json.ts';
import { outcomesId } from '../session/outcomes.ts';

const none: readonly ScriptedOutcome[] = [];

/** What is said when it is done. */
interface Words {
  /** `npm test fails now` */
  done: string;
  /** Key of the start of the command that it is about: the playhead goes there. */
  about?: string;
}

/** The scripted outcomes in force, and the way to put others in force: the run is made again, and it can be undone. */
export function useOutcomes() {
  const session = useSessionStore();
  const player = usePlayer();
  const outcomes = useSession((state) => state.scenario.outcomes) ?? none;
  const [busy, setBusy] = useState(false);

  /** @returns true when they are in force */
  const put = async (next: readonly ScriptedOutcome[], { done, about }: Words) => {
    if (busy) return false;
    setBusy(true);
    const { adopt, tell } = session.getState();
    const before = await (next.length === 0
      ? adopt({}, [outcomesId])
      : adopt({ [outcomesId]: pretty(next) }));
    setBusy(false);
    const { run } = session.getState();
    const failed = typeof run === 'object';
    if (before === null || failed) {
      const why = failed ? ` ${run.error}` : '';
      tell({ ok: false, title: done, text: `This could not be put in force.${why}` });
      return false;
    }
    const { recording, seek, focusOn } = player.getState();
    const same = recording.events.find(({ key }) => key === about);
    if (same !== undefined) {
      seek(same.seq + 1);
      focusOn(same.seq);
    }
    tell({
      ok: true,
      title: done,
      text: resultOf(recording, about),
      undo: before,
      ...(about !== undefined && { about }),
    });
    return true;
  };
  return { outcomes, put, busy };
}

/** What the new run says: of the command, and of its build. */
function resultOf(recording: Recording, about: string | undefined): string {
  const run = commandRuns(recording).find(({ started }) => started.key === about);
  const build = recording.outcome.builds.find(({ id }) => id === run?.started.buildId);
  const again = 'The run was made again.';
  if (run === undefined) return again;
  const ended =
    run.ended === null ? 'The command never ends' : `It exits with ${run.ended.exitCode}`;
  const status = build === undefined ? '' : `, and the build ends ${build.buildStatus}`;
  return `${again} ${ended}${status}.`;
}
