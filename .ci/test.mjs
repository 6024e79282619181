// `npm test`: every check in order, all of them even after a failure; the last line counts them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureChromium } from './chromium.mjs';

const reports = '.cache/reports';
const vitestReport = `${reports}/vitest.json`;
const playwrightReport = `${reports}/playwright.json`;

const asCheck = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

/** Runs a program of node_modules/.bin (npm puts it on PATH); true if it ended with 0. */
function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  return status === 0;
}

const readReport = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
};

/** A run that ended badly counts as one failure even where its report names none. */
const counted = (ok, passed, failed, skipped) => ({
  passed,
  failed: ok ? failed : Math.max(failed, 1),
  skipped,
});

function vitest() {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`];
  const ok = run('vitest', ['run', ...reporters]);
  const report = readReport(vitestReport);
  if (report === null) return asCheck(false);
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const skipped = report.numPendingTests + (report.numTodoTests ?? 0);
  return counted(ok, report.numPassedTests, report.numFailedTests + unloaded, skipped);
}

function playwright() {
  const path = ensureChromium();
  if (path === null) {
    console.error('No Chromium: install one, or give its path in CHROMIUM_PATH, and run again.');
    return asCheck(false);
  }
  const ok = run('playwright', ['test', '--reporter=list,json'], {
    CHROMIUM_PATH: path,
    PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport,
  });
  const stats = readReport(playwrightReport)?.stats;
  if (stats === undefined) return asCheck(false);
  return counted(ok, stats.expected, stats.unexpected + stats.flaky, stats.skipped);
}

let built = false;
const build = () => {
  built = run('vite', ['build', '--logLevel', 'warn']);
  return asCheck(built);
};
const needsBuild = (check) => () => {
  if (built) return check();
  console.error('Not run: there is no build.');
  return asCheck(false);
};
const size = () => {
  const contents = run('node', ['.ci/bundle-check.mjs']);
  return asCheck(run('size-limit', []) && contents);
};

const steps = [
  ['Types', () => asCheck(run('tsc', ['--noEmit', '-p', 'tsconfig.json']))],
  ['Lint', () => asCheck(run('biome', ['ci', '--error-on-warnings', '.']))],
  ['Unit, component, corpus, conformance', vitest],
  ['Build', build],
  ['Size', needsBuild(size)],
  ['Browser', needsBuild(playwright)],
];

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const total = { passed: 0, failed: 0, skipped: 0 };
const lines = [];
for (const [name, check] of steps) {
  console.log(`\n── ${name} ──`);
  const start = performance.now();
  const { passed, failed, skipped } = check();
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const skippedNote = skipped > 0 ? `, ${skipped} skipped` : '';
  lines.push(
    `${failed === 0 ? 'ok  ' : 'FAIL'} ${name}: ${passed} passed, ${failed} failed${skippedNote} (${seconds} s)`,
  );
}
console.log(`\n── Summary ──\n${lines.join('\n')}`);
if (total.skipped > 0) console.log(`${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
console.log(`${total.passed} passed, ${total.failed} failed`);
