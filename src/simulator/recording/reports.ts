/** Reports of a build as the CodeBuild console shows them (AWS CodeBuild API Reference, "Report", "TestCase", "CodeCoverage"). */

export interface TestCase {
  /** Suite or class. */
  prefix: string;
  name: string;
  status: 'SUCCEEDED' | 'FAILED' | 'ERROR' | 'SKIPPED' | 'UNKNOWN';
  message?: string;
  durationInNanoSeconds: number;
}

export interface CoveredFile {
  path: string;
  linesCovered: number;
  linesMissed: number;
  branchesCovered: number;
  branchesMissed: number;
}

export interface Report {
  arn: string;
  /** `<project>-<name in the buildspec>`, or an ARN's own. */
  reportGroup: string;
  type: 'TEST' | 'CODE_COVERAGE';
  status: 'SUCCEEDED' | 'FAILED' | 'INCOMPLETE';
  /** ms of virtual time. */
  created: number;
  /** Files that were read, below the source directory. */
  files: string[];
  /** At most 500 are kept; `total` counts all. */
  testCases: TestCase[];
  total: number;
  coverage?: CoveredFile[];
}
