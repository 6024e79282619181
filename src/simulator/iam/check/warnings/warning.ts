import type { Path } from '../../../diagnostics.ts';
import type { PolicyKind } from '../../types.ts';
import type { Finding, Mend } from '../finding.ts';
import type { DocumentView, StatementView } from './view.ts';

/** How serious a policy check is, as ValidatePolicy of IAM Access Analyzer says it. */
export type FindingType = 'ERROR' | 'SECURITY_WARNING' | 'WARNING' | 'SUGGESTION';

/** One place where a warning fires. */
export interface Hit {
  /** Steps from the statement (or from the document) to the element. */
  at: Path;
  /** Instead of the entry's words, when there is something more exact to say. */
  words?: string;
  mark?: Finding['mark'];
  mend?: Mend | undefined;
  /** Less serious here than the entry says. */
  only?: 'info';
}
export type Fire = (hit: Hit) => void;

/** What all entries of the table have. */
interface Entry {
  /** AWS's title in capitals with underscores; for warnings of our own a name in the same manner. */
  issueCode: string;
  /** AWS's title, or our own. */
  title: string;
  findingType: FindingType;
  /** What it means and what to do. */
  words: string;
  /** Kinds of document it looks at; all when left out. */
  kinds?: readonly PolicyKind[];
}

/** Looks at one statement after the other. */
export interface StatementWarning extends Entry {
  fires(statement: StatementView, fire: Fire): void;
}

/** Looks at the document as a whole; paths of its hits begin at the root. */
export interface DocumentWarning extends Entry {
  fires(document: DocumentView, fire: Fire): void;
}

/** None of these keeps a policy from being saved, whatever the policy checks call them. */
const SEVERITIES: Record<FindingType, 'warning' | 'info'> = {
  ERROR: 'warning',
  SECURITY_WARNING: 'warning',
  WARNING: 'warning',
  SUGGESTION: 'info',
};

/** The finding of a hit; `base`: where its path begins. */
export function findingOf(entry: Entry, hit: Hit, base: Path): Finding {
  return {
    code: entry.issueCode,
    message: entry.title,
    hint: hit.words ?? entry.words,
    path: [...base, ...hit.at],
    severity: hit.only ?? SEVERITIES[entry.findingType],
    ...(hit.mark ? { mark: hit.mark } : {}),
    ...(hit.mend ? { mend: hit.mend } : {}),
  };
}

/** A text of a policy inside a sentence: short, whatever its length. */
export function quoted(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
