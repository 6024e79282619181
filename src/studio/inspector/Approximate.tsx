import { rules, unverifiedWording } from '../../simulator/read.ts';

/** A sign beside AWS's words that nobody has compared with a real log; nothing beside those that are literal. */
export function Approximate({ message }: { message: string }) {
  const rule = unverifiedWording(message);
  if (rule === null) return null;
  return (
    <span className="approximate" title={rules[rule]?.text}>
      wording not verified
    </span>
  );
}
