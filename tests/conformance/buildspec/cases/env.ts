import { type KeyCase, spec } from '../case.ts';

const withEnv = (lines: string, command = 'echo built'): string =>
  spec(`env:\n${lines}`).replace('echo built', command);

/** Fact sheet §2.4, and the scalars of §2.2. */
export const envCases: readonly KeyCase[] = [
  {
    row: '§2.4 env.shell',
    what: 'bash',
    text: withEnv('  shell: bash\n'),
    reads: { env: { shell: 'bash' } },
  },
  { row: '§2.4 env.shell', what: '/bin/sh', text: withEnv('  shell: /bin/sh\n') },
  {
    row: '§2.4 env.shell',
    what: '/bin/bash',
    text: withEnv('  shell: /bin/bash\n'),
    warns: ['buildspec.unknown-shell'],
  },
  {
    row: '§2.4 env.variables',
    what: 'are literal',
    text: withEnv('  variables:\n    MORE: "$HOME/more"\n', `'printf "<%s>\\n" "$MORE"'`),
    reads: { env: { variables: { MORE: '$HOME/more' } } },
    warns: ['buildspec.value-is-literal'],
    logs: ['<$HOME/more>'],
  },
  {
    row: '§2.2 scalars',
    what: 'stay the text that was written',
    text: withEnv(
      '  variables:\n    A: yes\n    B: 0010\n    C: 1.20\n    D: 1e3\n    E: null\n    F: 0x1F\n    G: 2024-01-01\n',
    ),
    reads: {
      env: {
        variables: {
          A: 'yes',
          B: '0010',
          C: '1.20',
          D: '1e3',
          E: 'null',
          F: '0x1F',
          G: '2024-01-01',
        },
      },
    },
  },
  {
    row: '§2.4 env.variables',
    what: 'without a value are empty',
    text: withEnv('  variables:\n    NOTHING:\n', `'echo "<$NOTHING>"'`),
    reads: { env: { variables: { NOTHING: '' } } },
    logs: ['<>'],
  },
  {
    row: '§2.4 env.variables',
    what: 'a list instead of a mapping',
    text: withEnv('  variables:\n    - A=b\n'),
    refuses: ['Expected variables to be a mapping of names to values.', 8],
  },
  {
    row: '§2.4 env.variables',
    what: 'a mapping as value',
    text: withEnv('  variables:\n    A:\n      B: c\n'),
    refuses: ['Expected A to be a single value.', 9],
  },
  {
    row: '§2.4 env.parameter-store',
    what: 'is fetched before the first command',
    text: withEnv('  parameter-store:\n    STAGE: /acme/stage\n', 'echo $STAGE'),
    reads: { env: { 'parameter-store': { STAGE: '/acme/stage' } } },
    logs: ['Decrypting parameter store environment variables', '***'],
    edit: (scenario) => {
      scenario.resources!.parameters = { '/acme/stage': { value: 'beta-stage' } };
      allow(scenario, 'ssm:GetParameters');
    },
  },
  {
    row: '§2.4 env.secrets-manager',
    what: 'id and key',
    text: withEnv('  secrets-manager:\n    TOKEN: acme/api:token\n', 'echo $TOKEN'),
    reads: { env: { 'secrets-manager': { TOKEN: 'acme/api:token' } } },
    logs: ['***'],
    edit: (scenario) => {
      scenario.resources!.secrets = { 'acme/api': { value: '{"token":"s3cr3t-token"}' } };
      allow(scenario, 'secretsmanager:GetSecretValue');
    },
  },
  {
    row: '§2.4 env.exported-variables',
    what: 'a list of names',
    text: withEnv('  exported-variables:\n    - IMAGE_TAG\n', 'export IMAGE_TAG=7'),
    reads: { env: { 'exported-variables': ['IMAGE_TAG'] } },
  },
  {
    row: '§2.4 env.git-credential-helper',
    what: 'yes',
    text: withEnv('  git-credential-helper: yes\n'),
    reads: { env: { 'git-credential-helper': true } },
  },
  {
    row: '§2.4 env.git-credential-helper',
    what: 'no by default',
    text: withEnv('  shell: bash\n'),
    reads: { env: { 'git-credential-helper': false } },
  },
];

function allow(scenario: Parameters<NonNullable<KeyCase['edit']>>[0], action: string): void {
  const name = Object.values(scenario.projects)[0]!.serviceRole.split('/').pop()!;
  scenario.roles![name]!.policies.More = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
  };
}
