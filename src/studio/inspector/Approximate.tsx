import { contextWording, rules, unverifiedWording } from '../../simulator/read.ts';

/** A sign beside AWS's words that nobody has compared with a real log; nothing beside those that are literal. */
export function Approximate({
  message,
  context,
}: {
  message: string /** It is a phase's. */;
  context?: true;
}) {
  const rule = context ? contextWording(message) : unverifiedWording(message);
  if (rule === null || rules[rule]?.evidence !== 'unverified') return null;
  return (
    <span className="approximate" title={rules[rule]?.text}>
      wording not verified
    </span>
  );
}
