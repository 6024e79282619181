/** A pipe of glass with something in it. */
export function Logo() {
  return (
    <svg className="logo-mark" width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <rect className="logo-pipe" x="1" y="7" width="20" height="8" rx="4" />
      <circle className="logo-drop" cx="7" cy="11" r="2.6" />
      <path className="logo-flow" d="M11 11h6" />
    </svg>
  );
}
