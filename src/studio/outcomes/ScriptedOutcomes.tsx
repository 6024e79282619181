import { lazy, Suspense, useState } from 'react';
import { plural } from '../../player/words.ts';
import type { ScriptedOutcome } from '../../simulator/read.ts';
import { Button } from '../../ui/Button.tsx';
import { Scripted } from './ScriptButton.tsx';
import { inWords, nameOf, withOutcome, without } from './script.ts';
import { useOutcomes } from './useOutcomes.ts';
import './outcomes.css';

const ScriptDialog = lazy(async () => ({
  default: (await import('./ScriptDialog.tsx')).ScriptDialog,
}));

/** The outcomes in force: what in this run does not come from the commands themselves. Nothing where there are none. */
export function ScriptedOutcomes() {
  const { outcomes, put, busy } = useOutcomes();
  const [changed, setChanged] = useState<ScriptedOutcome | null>(null);
  if (outcomes.length === 0) return null;
  return (
    <details className="scripted-outcomes">
      <summary>
        <Scripted /> {plural(outcomes.length, 'outcome')} in force
      </summary>
      <ul aria-label="Scripted outcomes">
        {outcomes.map((outcome) => (
          <li key={outcome.command}>
            <span>
              <span className="mono">{outcome.command}</span>
              <br />
              <span className="soft">{inWords(outcome)}</span>
            </span>
            <Button
              small
              aria-label={`Change the outcome of ${outcome.command}`}
              onClick={() => setChanged(outcome)}
            >
              Change…
            </Button>
            <Button
              small
              aria-disabled={busy}
              aria-label={`Remove the outcome of ${outcome.command}`}
              onClick={() =>
                void put(without(outcomes, outcome), {
                  done: `${nameOf(outcome.command)} runs by itself again`,
                })
              }
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      {changed && (
        <Suspense>
          <ScriptDialog
            command={changed.command}
            runs={1}
            given={changed}
            busy={busy}
            onScript={(outcome) =>
              put(withOutcome(outcomes, outcome), { done: `${nameOf(outcome.command)} is changed` })
            }
            onClose={() => setChanged(null)}
          />
        </Suspense>
      )}
    </details>
  );
}
