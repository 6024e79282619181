import type { Path } from '../../diagnostics.ts';

/** A change of the text that mends a finding; worked out in positions by `parsePolicy`. */
export type Mend =
  | { title: string; change: 'replaceValue' | 'replaceKey'; newText: string }
  /** Insert as first member of the object at the path. */
  | { title: string; change: 'insertMember'; newText: string }
  | { title: string; change: 'removeMember' }
  /** Of a list. */
  | { title: string; change: 'removeItem' };

/** Something in a document because of which the service would not save it, or (with a severity) advice about it. */
export interface Finding extends Complaint {
  /** Error code of the service; issue code of the policy checks. */
  code: string;
  severity?: 'warning' | 'info';
}

/** A finding without the code, which is that of the service. */
export interface Complaint {
  /** The service's own words. */
  message: string;
  /** What that means and what to do, in plain words. */
  hint: string;
  path: Path;
  /** What of the element to mark: its value (default), its name, or its opening bracket when something is missing. */
  mark?: 'key' | 'open';
  mend?: Mend;
  /** Refused when saved today, but documents saved earlier stay in force and the language says what they mean. */
  savedEarlier?: true;
}
export type Report = (complaint: Complaint) => void;

export function writeValue(value: string): Mend {
  return {
    title: `Write "${value}"`,
    change: 'replaceValue',
    newText: JSON.stringify(value),
  };
}

export function replaceKey(name: string): Mend {
  return { title: `Write ${name}`, change: 'replaceKey', newText: JSON.stringify(name) };
}

export function addMember(name: string, value: string): Mend {
  const newText = `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
  return { title: `Add ${newText}`, change: 'insertMember', newText };
}

export function removeMember(name: string): Mend {
  return { title: `Remove ${name}`, change: 'removeMember' };
}

export function removeItem(): Mend {
  return { title: 'Remove it from the list', change: 'removeItem' };
}

/** `{ mend }` when there is one: for spreading into a complaint. */
export function mending(mend: Mend | undefined): { mend?: Mend } {
  return mend ? { mend } : {};
}
