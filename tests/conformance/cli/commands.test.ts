import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CommandCase } from './case.ts';
import { cases } from './cases/index.ts';
import { checksOf, runAsWorker } from './container.ts';

const session = 'arn:aws:sts::111122223333:assumed-role/worker/AWSCodeBuild-1';

function expectText(actual: string, expected: string | RegExp): void {
  if (typeof expected === 'string') expect(actual).toContain(expected);
  else expect(actual).toMatch(expected);
}

function expectStdout(actual: string, expected: CommandCase['stdout']): void {
  if (typeof expected === 'string') expect(actual).toBe(expected);
  else if (expected instanceof RegExp) expect(actual).toMatch(expected);
  else expect(JSON.parse(actual)).toMatchObject(expected.json as object);
}

/** Every command of the table (reference: iam §6.1): allowed, refused for each action, and its own faults. */
describe.each(cases)('row $row: $title', (row) => {
  const { run, before, resources, roles, files } = row;
  const setting = {
    ...(before === undefined ? {} : { before }),
    ...(resources === undefined ? {} : { resources }),
    ...(roles === undefined ? {} : { roles }),
    ...(files === undefined ? {} : { files }),
  };

  it('asks for its permissions in order, and prints its result', async () => {
    const ran = await runAsWorker({ run, ...setting });
    const { exit = 0 } = row;
    expect({ exit: ran.exitCode, stderr: ran.exitCode === exit ? '' : ran.stderr }).toEqual({
      exit,
      stderr: '',
    });
    if (row.stderr !== undefined) expectText(ran.stderr, row.stderr);
    expect(checksOf(ran.calls)).toEqual(row.checks);
    expectStdout(ran.stdout, row.stdout);
  });

  const actions = [...new Set(row.checks.map(([action]) => action))];
  for (const action of actions) {
    it(`is refused without ${action}`, async () => {
      const refusal = row.refusals[action];
      if (refusal === undefined) throw new Error(`No refusal is written down for ${action}`);
      const other: Partial<Pick<typeof row, 'roles'>> & { without?: readonly string[] } =
        'code' in refusal ? {} : refusal;
      const ran = await runAsWorker({
        run,
        ...setting,
        ...(other.roles === undefined ? {} : { roles: other.roles }),
        without: other.without ?? (other.roles === undefined ? [action] : []),
      });
      if ('code' in refusal) {
        const resource = row.checks.find(([each]) => each === action)?.[1];
        expectText(
          ran.stderr,
          `An error occurred (${refusal.code}) when calling the ${refusal.operation} operation: User: ${session} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
        );
        expect(ran.exitCode).toBe(254);
        return;
      }
      expectText(ran.stderr, refusal.stderr);
      if (refusal.stdout !== undefined) expectText(ran.stdout, refusal.stdout);
      expect(ran.exitCode).toBe(refusal.exit);
    });
  }

  for (const fault of row.faults ?? []) {
    it(fault.what, async () => {
      const ran = await runAsWorker({
        run: fault.run,
        ...setting,
        ...(fault.without === undefined ? {} : { without: fault.without }),
        ...(fault.roles === undefined ? {} : { roles: fault.roles }),
        ...(fault.resources === undefined ? {} : { resources: fault.resources }),
        ...(fault.files === undefined ? {} : { files: fault.files }),
      });
      expectText(ran.stderr, fault.stderr);
      expect(ran.exitCode).toBe(fault.exit);
    });
  }
});

const table = new URL('../../../../shared/reference/cli-iam.json', import.meta.url);

describe('the table as a whole', () => {
  it('has a case for every row', () => {
    const missing = Array.from({ length: 203 }, (_, index) => index + 1).filter(
      (row) => !cases.some((each) => each.row === row),
    );
    expect(missing).toEqual([]);
    expect(new Set(cases.map(({ row }) => row)).size).toBe(cases.length);
  });

  it.skipIf(!existsSync(table))('has the commands and actions of the reference', () => {
    const rows = JSON.parse(readFileSync(table, 'utf8')) as {
      command: string;
      note?: string;
      calls: { action: string; note?: string }[];
    }[];
    for (const { row, title, checks, preparing = [] } of cases) {
      const reference = rows[row - 1]!;
      expect(title).toBe(reference.command);
      // A row in parentheses names no command: any that makes its calls stands for it.
      if (title.startsWith('(')) continue;
      // Some actions stand only in the notes: "also codedeploy:GetDeploymentConfig, RegisterApplicationRevision".
      const notes = [reference.note, ...reference.calls.map(({ note }) => note)].join(' ');
      const unknown = checks
        .map(([action]) => action)
        .filter((action) => !preparing.includes(action))
        .filter((action) => !reference.calls.some((call) => call.action === action))
        .filter((action) => !notes.includes(action.split(':')[1] ?? action))
        // Whether a key is missing is told only to who may list: S3 asks on the way (row 4, note).
        .filter((action) => action !== 's3:ListBucket');
      expect(unknown).toEqual([]);
    }
  });
});
