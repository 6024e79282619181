import type { LeastPrivilege } from '../../../simulator/advice/types.ts';
import { useSession, useSessionStore } from '../../session/context.tsx';
import { documentNamed } from '../../session/documents.ts';
import { shortName } from '../tree/layers.ts';

/** What a role may do and did not need to, each with a way to its statement. */
export function Excess({ excess }: Pick<LeastPrivilege, 'excess'>) {
  const documents = useSession((state) => state.documents);
  const session = useSessionStore();
  return (
    <section aria-label="Granted beyond use">
      <h3>Granted beyond use</h3>
      {excess.length === 0 && (
        <p className="soft">Nothing: the run used everything it was given.</p>
      )}
      <ul className="excess">
        {excess.map(({ document, path, sid, actions, resources, reason }) => {
          const index = path.find((step) => typeof step === 'number');
          const name = sid ?? (index === undefined ? 'its statement' : `statement ${index + 1}`);
          return (
            <li key={`${document} ${path.join('.')} ${actions.join()} ${resources.join()}`}>
              <Values values={actions} />
              {resources.length > 0 && (
                <p className="excess-on">
                  on <Values values={resources} />
                </p>
              )}
              <p className="soft">{reason}</p>
              {documentNamed(documents, document) !== undefined && (
                <button
                  type="button"
                  className="source-link"
                  onClick={() => session.getState().show(document, { path })}
                >
                  {shortName(document)} · {name}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Values of a list that are shown. */
const most = 6;

function Values({ values }: { values: readonly string[] }) {
  return (
    <>
      {values.slice(0, most).map((value) => (
        <code key={value}>{value}</code>
      ))}
      {values.length > most && <span className="faint"> and {values.length - most} more</span>}
    </>
  );
}
