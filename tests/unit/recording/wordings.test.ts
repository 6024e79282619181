import { describe, expect, it } from 'vitest';
import { rules, unverifiedWording } from '../../../src/simulator/read.ts';
import { edited, simulate } from '../engine/support.ts';

describe('words that are not verified', () => {
  it.each([
    ['wording.build-timed-out', 'BUILD_TIMED_OUT: Build has timed out.'],
    [
      'wording.broken-trust',
      'CodeBuild is not authorized to perform: sts:AssumeRole on service role. Please',
    ],
    [
      'wording.limit-of-project',
      'Error calling startBuild: Build failed to start (Service: AWSCodeBuild)',
    ],
    ['wording.no-subnet', 'No subnet of the project has a usable address.'],
    ['wording.buildspec-shape', 'Expected commands to be a list'],
    ['wording.yaml', "did not find expected '-' indicator at line 3"],
    ['wording.secret-key', 'key user not found in secret shop/login'],
    ['wording.decrypt', 'is not authorized to perform: kms:Decrypt on this resource'],
    ['wording.ecr-push', 'no basic auth credentials'],
    ['wording.get-login', "Invalid choice: 'get-login'"],
    [
      'wording.npm-ci-sync',
      '`npm ci` can only install packages when your package.json and package-lock.json or',
    ],
    ['wording.base-directory', 'no matching base directory path found for dist'],
    ['wording.report', '[unit: [error processing report: [a.xml: EOF]]]'],
    ['wording.cache', 'Unable to upload cache: AccessDenied'],
    ['wording.mask', 'token ***'],
    ['wording.reason-of-death', 'Build container found dead before completing the build.'],
  ])('every pattern finds its words: %s', (id, message) => {
    expect(unverifiedWording(message)).toBe(id);
    expect(rules[id]?.evidence).toBe('unverified');
  });

  it.each([
    'Error while executing command: npm test. Reason: exit status 1',
    'YAML file does not exist',
    'no matching artifact paths found',
    'Cannot have more than 0 builds in queue for the account',
  ])('%s was seen in logs', (message) => expect(unverifiedWording(message)).toBeNull());

  it('a run that times out says words that are marked', async () => {
    const recording = await simulate(
      edited('node-site-to-s3', ({ repository, projects }) => {
        repository.files['buildspec.yml'] =
          'version: 0.2\nphases:\n  build:\n    commands:\n      - sleep infinity\n';
        Object.values(projects)[0]!.timeoutInMinutes = 5;
      }),
    );
    const messages = (recording.outcome.builds[0]?.phases ?? []).flatMap(({ contexts }) =>
      contexts.map(({ message }) => unverifiedWording(message)),
    );
    expect(messages).toContain('wording.build-timed-out');
  });
});
