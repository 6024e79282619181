import { useState } from 'react';
import type { LeastPrivilege } from '../../../simulator/advice/types.ts';
import { Button } from '../../../ui/Button.tsx';
import { useSession } from '../../session/context.tsx';
import type { StudioDocument } from '../../session/documents.ts';
import { pretty, readObject } from '../../session/json.ts';
import { Diff } from '../diff/Diff.tsx';
import { diffLines } from '../diff/lines.ts';
import { useAdopt } from '../fix/useAdopt.ts';

/** The present policy against the smallest one, and the button that takes its place. */
export function Smallest({ advice: { role, policy, used } }: { advice: LeastPrivilege }) {
  const documents = useSession((state) => state.documents);
  const [whole, setWhole] = useState(false);
  const { adopt, busy } = useAdopt();
  const own = documents.filter(({ id }) => id.startsWith(`role:${role}/policy:`));
  const present = presentText(own);
  const smallest = pretty(policy);
  const lines = diffLines(present, smallest);
  const count = (kind: string) => lines.filter((line) => line.kind === kind).length;
  if (!used.some(({ denied }) => !denied))
    return (
      <p className="empty">
        No call of this run was allowed with {role}, so there is no smallest policy to show. Let the
        run go through first, or choose another role.
      </p>
    );
  const same = present === smallest;
  const [first, ...rest] = own;
  const put = () =>
    adopt(
      [
        [first?.id ?? `role:${role}/policy:LeastPrivilege`, smallest],
        ...rest.map(({ id }) => [id, ''] as const),
      ],
      { done: `${role} has the smallest policy now` },
    );
  return (
    <section aria-label="Smallest policy">
      <div className="privilege-head">
        <h3>Smallest policy</h3>
        {!same && (
          <button
            type="button"
            className="link"
            aria-expanded={whole}
            onClick={() => setWhole(!whole)}
          >
            {whole ? 'Only what changes' : 'Show all lines'}
          </button>
        )}
      </div>
      {same ? (
        <p>
          <span className="sign" data-ok="true" aria-hidden="true">
            ✓
          </span>{' '}
          {role} already has exactly what the run needs.
        </p>
      ) : (
        <>
          <p className="soft">
            {count('removed')} lines go, {count('added')} come.
            {rest.length > 0 && ` The ${own.length} policies of the role become one.`}
          </p>
          <Button primary className="fix-button" aria-disabled={busy} onClick={() => void put()}>
            {busy ? 'Saving, and running again…' : 'Use this policy'}
          </Button>
          <p className="fix-proof">
            It covers this run only. Another branch, a failed step or a new object may need more.
          </p>
          <Diff
            label={`From the present policy of ${role} to the smallest`}
            before={present}
            after={smallest}
            whole={whole}
          />
        </>
      )}
    </section>
  );
}

/** One policy as it is; several as one with all their statements. */
function presentText(own: readonly StudioDocument[]): string {
  const [first, ...rest] = own;
  if (first === undefined || rest.length === 0) return first?.text ?? '';
  const Statement = own.flatMap(({ text }) => {
    const { Statement: list } = (readObject(text) ?? {}) as { Statement?: unknown };
    return list ?? [];
  });
  return pretty({ Version: '2012-10-17', Statement });
}
