import { expect, it } from 'vitest';
import { log, simulate } from '../engine/support.ts';
import { alone, commands } from './support.ts';

const withTools = (source: Record<string, unknown>, ...list: string[]) =>
  alone(commands(...list), (scenario, project) => {
    project.secondarySources = [
      { type: 'GITHUB', location: 'https://github.com/acme/tools', ...source },
    ];
    scenario.repositories = [
      { fullName: 'acme/tools', branch: 'main', files: { 'check.sh': 'echo checked' } },
    ];
  });

it('a secondary source lies in a directory of its own, which a variable names', async () => {
  const recording = await simulate(
    withTools(
      { sourceIdentifier: 'tools' },
      'pwd',
      'echo "tools in $CODEBUILD_SRC_DIR_tools from $CODEBUILD_SOURCE_REPO_URL_tools"',
      'sh "$CODEBUILD_SRC_DIR_tools/check.sh"',
    ),
  );
  expect(recording.outcome.builds[0]?.buildStatus).toBe('SUCCEEDED');
  const said = log(recording);
  expect(said).toMatch(/\n\/codebuild\/output\/src\d+\/src\/github\.com\/acme\/web\n/);
  expect(said).toMatch(
    /tools in \/codebuild\/output\/src\d+\/src\/github\.com\/acme\/tools from https:\/\/github\.com\/acme\/tools\n/,
  );
  expect(said).toContain('checked\n');
});

it('a secondary source that does not exist fails DOWNLOAD_SOURCE, and says which', async () => {
  const recording = await simulate(
    withTools({ sourceIdentifier: 'gone', location: 'https://github.com/acme/gone' }, 'true'),
  );
  const phase = recording.outcome.builds[0]?.phases.find(
    ({ phaseType }) => phaseType === 'DOWNLOAD_SOURCE',
  );
  expect(phase?.contexts[0]).toEqual({
    statusCode: 'CLIENT_ERROR',
    message: 'repository not found for secondary source gone',
  });
});

it('an identifier that could not be part of a variable is no source', async () => {
  const recording = await simulate(withTools({ sourceIdentifier: '__proto__; rm' }, 'true'));
  expect(recording.outcome.builds[0]?.buildStatus).toBe('SUCCEEDED');
});
