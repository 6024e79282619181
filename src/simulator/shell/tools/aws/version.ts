import type { ShellHost } from '../../types.ts';

/**
 * The AWS CLI that is simulated. 2.31.39 is the last release whose error texts are those of the fact sheet: from 2.32 on the
 * hint about credentials says `aws login`, from 2.34 on every error begins with `aws: [ERROR]:`.
 */
const cliVersion = '2.31.39';

const distributions: readonly [RegExp, string][] = [
  [/\/standard:8\./, 'ubuntu.24'],
  [/\/standard:[67]\./, 'ubuntu.22'],
  [/\/standard:5\./, 'ubuntu.20'],
  [/amazonlinux2-x86_64-standard:[1-4]\.|amazonlinux2-aarch64-standard:[12]\./, 'amzn.2'],
  [/amazonlinux/, 'amzn.2023'],
];

/** What `aws --version` prints. */
export function versionLine(host: ShellHost, env: Record<string, string>): string {
  const machine = host.image.includes('aarch64') ? 'aarch64' : 'x86_64';
  const distribution = distributions.find(([image]) => image.test(host.image))?.[1];
  const environment = env.AWS_EXECUTION_ENV ? ` exec-env/${env.AWS_EXECUTION_ENV}` : '';
  const suffix = distribution === undefined ? '' : `.${distribution}`;
  return `aws-cli/${cliVersion} Python/3.13.9 Linux/5.10.230${environment} exe/${machine}${suffix}`;
}
