import type { LeastPrivilege } from '../../../simulator/advice/types.ts';

/** What the run asked of the role: action, resource, how often. */
export function Used({ used }: Pick<LeastPrivilege, 'used'>) {
  if (used.length === 0) return null;
  return (
    <details className="used">
      <summary>
        {used.length === 1 ? 'The one permission' : `The ${used.length} permissions`} that the run
        asked for
      </summary>
      <ul>
        {used.map(({ action, resource, calls, denied }) => (
          <li key={`${action} ${resource}`}>
            <span className="sign" data-ok={!denied} aria-hidden="true">
              {denied ? '✕' : '✓'}
            </span>
            <div>
              <code>{action}</code>
              {denied && <span className="used-denied"> refused</span>}
              <div className="faint mono">{resource}</div>
            </div>
            <span className="faint">{calls}×</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
