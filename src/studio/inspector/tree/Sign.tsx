/** Speaks for the request (true), against it (false), or neither: a sign, and a colour beside it. */
export function Sign({ ok }: { ok: boolean | null }) {
  return (
    <span className="sign" data-ok={ok} aria-hidden="true">
      {ok === null ? '–' : ok ? '✓' : '✕'}
    </span>
  );
}
