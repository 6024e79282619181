/** 1-based, end exclusive: the convention of Monaco and of most editors. */
export interface Range {
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}

/** Steps from the root of a document to one of its elements. */
export type Path = (string | number)[];

/** One finding of a parser about the text it was given. */
export interface Diagnostic {
  severity: 'error' | 'warning' | 'info';
  /** The service's own error code where it has one (`YAML_FILE_ERROR`, `MalformedPolicyDocument`). */
  code: string;
  message: string;
  path: Path;
  range: Range;
  fix?: { title: string; range: Range; newText: string };
}

/** What is wrong with a scenario, without text positions: a JSON path and a sentence. */
export interface Problem {
  path: Path;
  message: string;
}

/**
 * Points at the part of the scenario that decided something.
 * `document` is `buildspec`, `pipeline`, `project:<name>`, `file:<path>`,
 * `role:<role>/policy:<name>`, `trust:<role>` or `bucket:<name>/policy`.
 */
export interface SourceRef {
  document: string;
  path: Path;
  range?: Range;
}
