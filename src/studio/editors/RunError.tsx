import { useSession, useSessionStore } from '../session/context.tsx';

/** Says that the last run gave no recording, and offers another try. */
export function RunError() {
  const run = useSession((state) => state.run);
  const session = useSessionStore();
  if (typeof run === 'string') return null;
  return (
    <p className="run-error" role="alert">
      <span data-severity="error">✕</span> {run.error} The picture shows the run before it.{' '}
      <button type="button" className="link" onClick={() => void session.getState().save()}>
        Try again
      </button>
    </p>
  );
}
