/** Reports of tests and coverage by the names that tools give them, with nothing in them but a note of where they come from. */
const reports: readonly (readonly [name: RegExp, text: (note: string) => string])[] = [
  [
    /clover[^/]*\.xml$/i,
    (note) =>
      `<?xml version="1.0" encoding="UTF-8"?>\n<!-- ${note} -->\n<coverage generated="0"><project timestamp="0"/></coverage>\n`,
  ],
  [
    /jacoco[^/]*\.xml$/i,
    (note) =>
      `<?xml version="1.0" encoding="UTF-8"?>\n<!-- ${note} -->\n<report name="placeholder"/>\n`,
  ],
  [
    /(?:cobertura|coverage)[^/]*\.xml$/i,
    (note) =>
      `<?xml version="1.0" encoding="UTF-8"?>\n<!-- ${note} -->\n<coverage line-rate="0" branch-rate="0"><packages/></coverage>\n`,
  ],
  [
    /testng[^/]*\.xml$/i,
    (note) => `<?xml version="1.0" encoding="UTF-8"?>\n<!-- ${note} -->\n<testng-results/>\n`,
  ],
  [
    /\.trx$/i,
    (note) =>
      `<?xml version="1.0" encoding="UTF-8"?>\n<!-- ${note} -->\n<TestRun name="placeholder"><Results/></TestRun>\n`,
  ],
  [
    /(?:^|[/_-])(?:junit|rspec|phpunit|report|results?|tests?)[^/]*\.xml$/i,
    (note) => `<?xml version="1.0" encoding="UTF-8"?>\n<!-- ${note} -->\n<testsuites/>\n`,
  ],
  [/cucumber[^/]*\.json$/i, () => '[]\n'],
  [/(?:coverage|resultset)[^/]*\.json$/i, () => '{}\n'],
];

/**
 * A whole report without any content, for a file whose name says what it is; undefined for all others. JSON has no place for
 * the note.
 */
export const emptyReport = (path: string, note: string): string | undefined =>
  reports.find(([name]) => name.test(path))?.[1](note.replaceAll('--', '- '));

/** Options of test runners that name a report file. */
const options = new Set([
  '--log-junit',
  '--coverage-clover',
  '--coverage-cobertura',
  '--junitxml',
  '--junit-xml',
  '--junit-path',
  '--out',
]);

/** Report files that a program is asked for, as `--log-junit report.xml` or `--log-junit=report.xml`. */
export function reportFiles(args: readonly string[]): string[] {
  return args.flatMap((word, at) => {
    const equals = word.indexOf('=');
    const [name, value] =
      equals === -1 ? [word, args[at + 1]] : [word.slice(0, equals), word.slice(equals + 1)];
    return options.has(name) && value !== undefined && /\.(?:xml|json|trx)$/i.test(value)
      ? [value]
      : [];
  });
}
