import { expect, it } from 'vitest';
import { runAsWorker } from '../../../conformance/cli/container.ts';

it('logs tail prints time, stream and message, and finds words', async () => {
  const ran = await runAsWorker({
    run: [
      'aws logs create-log-group --log-group-name /acme/web',
      'aws logs create-log-stream --log-group-name /acme/web --log-stream-name one',
      'for word in ready steady; do aws logs put-log-events --log-group-name /acme/web --log-stream-name one --log-events timestamp=1,message=$word > /dev/null; done',
      'aws logs tail /acme/web',
      'aws logs tail /acme/web --since 1h --format short --filter-pattern steady',
    ].join(' && '),
  });
  expect(ran.stdout).toMatch(
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00 one (ready|steady)\n){2}\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d steady\n$/,
  );
});

it('deploy push uploads a zip that can be opened, without hidden files when told so', async () => {
  const ran = await runAsWorker({
    run: 'aws deploy push --application-name web --s3-location s3://box/web.zip --source app --ignore-hidden-files > /dev/null && aws s3 cp --quiet s3://box/web.zip . && unzip -l web.zip',
    files: { 'app/appspec.yml': 'version: 0.0\n', 'app/.env': 'x', 'app/src/a.js': '1' },
    resources: { buckets: { box: {} } },
  });
  expect(ran.stdout).toContain('appspec.yml');
  expect(ran.stdout).toContain('src/a.js');
  expect(ran.stdout).not.toContain('.env');
});

it('codeartifact login tells npm and pip where to look', async () => {
  const ran = await runAsWorker({
    run: [
      'aws codeartifact login --tool npm --domain acme --repository store --namespace web > /dev/null',
      'aws codeartifact login --tool pip --domain acme --repository store > /dev/null',
      'cat ~/.npmrc ~/.config/pip/pip.conf',
    ].join(' && '),
  });
  const host = 'acme-111122223333.d.codeartifact.us-east-1.amazonaws.com';
  expect(ran.stdout).toContain(`@web:registry=https://${host}/npm/store/\n`);
  expect(ran.stdout).toMatch(/\/\/acme-\S+\/npm\/store\/:_authToken=eyJ/);
  expect(ran.stdout).toMatch(
    /\[global\]\nindex-url = https:\/\/aws:eyJ\w+@acme-\S+\/pypi\/store\/simple\//,
  );
});

it('git asks CodeCommit again for what it fetches, and nobody else', async () => {
  const ran = await runAsWorker({
    run: 'git clone codecommit::eu-west-1://web && cd web && git pull; git clone https://github.com/acme/web other',
  });
  expect(ran.exitCode).toBe(0);
  expect(ran.calls.map(({ action, resource }) => [action, resource])).toEqual([
    ['codecommit:GitPull', 'arn:aws:codecommit:eu-west-1:111122223333:web'],
    ['codecommit:GitPull', 'arn:aws:codecommit:eu-west-1:111122223333:web'],
  ]);
});
