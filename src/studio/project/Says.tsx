import type { Diagnostic } from '../../simulator/read.ts';

/** What is said below a field: its help, and what CodeBuild finds wrong with it. */
export function Says(props: {
  id: string;
  help?: string | undefined;
  diagnostics: readonly Diagnostic[];
}) {
  const { id, help, diagnostics } = props;
  return (
    <div id={id} className="setting-says">
      {help}
      {diagnostics.map(({ severity, message }) => (
        <p key={message} data-severity={severity}>
          <span aria-hidden="true">{severity === 'error' ? '✕ ' : '! '}</span>
          <span className="visually-hidden">{severity}: </span>
          {message}
        </p>
      ))}
    </div>
  );
}
