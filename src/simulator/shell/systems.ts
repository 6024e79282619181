import type { Dialect } from './types.ts';

/** What an image's operating system says of itself, and the versions of programs that come with its packages. */
export interface System {
  /** `/etc/os-release`. */
  release: string;
  /** First lines of `--version`. */
  versions: Readonly<Record<'bash' | 'jq' | 'openssl' | 'tar', string>>;
}

const ubuntu = (number: string, patch: string, name: string): string => {
  const codename = name.toLowerCase().split(' ')[0];
  return `PRETTY_NAME="Ubuntu ${number}${patch} LTS"\nNAME="Ubuntu"\nVERSION_ID="${number}"\nVERSION="${number}${patch} LTS (${name})"\nVERSION_CODENAME=${codename}\nID=ubuntu\nID_LIKE=debian\n`;
};
const versions = (bash: string, jq: string, openssl: string, tar: string): System['versions'] => ({
  bash: `GNU bash, version ${bash}-release (x86_64-pc-linux-gnu)`,
  jq: `jq-${jq}`,
  openssl: `OpenSSL ${openssl}`,
  tar: `tar (GNU tar) ${tar}`,
});

const jammy: System = {
  release: ubuntu('22.04', '.5', 'Jammy Jellyfish'),
  versions: versions(
    '5.1.16(1)',
    '1.6',
    '3.0.2 15 Mar 2022 (Library: OpenSSL 3.0.2 15 Mar 2022)',
    '1.34',
  ),
};
const amazon2023: System = {
  release:
    'NAME="Amazon Linux"\nVERSION="2023"\nID="amzn"\nID_LIKE="fedora"\nVERSION_ID="2023"\nPLATFORM_ID="platform:al2023"\nPRETTY_NAME="Amazon Linux 2023"\n',
  versions: versions(
    '5.2.15(1)',
    '1.7.1',
    '3.2.2 4 Jun 2024 (Library: OpenSSL 3.2.2 4 Jun 2024)',
    '1.34',
  ),
};

/** By image (reference: codebuild §5.4); versions as the distributions' packages have them. */
const SYSTEMS: readonly [RegExp, System][] = [
  [
    /\/standard:5\./,
    {
      release: ubuntu('20.04', '.6', 'Focal Fossa'),
      versions: versions('5.0.17(1)', '1.6', '1.1.1f  31 Mar 2020', '1.30'),
    },
  ],
  [
    /\/standard:8\./,
    {
      release: ubuntu('24.04', '.3', 'Noble Numbat'),
      versions: versions(
        '5.2.21(1)',
        '1.7',
        '3.0.13 30 Jan 2024 (Library: OpenSSL 3.0.13 30 Jan 2024)',
        '1.35',
      ),
    },
  ],
  [
    /amazonlinux2-(?:x86_64-standard:[1-4]|aarch64-standard:[12])\./,
    {
      release:
        'NAME="Amazon Linux"\nVERSION="2"\nID="amzn"\nID_LIKE="centos rhel fedora"\nVERSION_ID="2"\nPRETTY_NAME="Amazon Linux 2"\n',
      versions: versions('4.2.46(2)', '1.5', '1.0.2k-fips  26 Jan 2017', '1.26'),
    },
  ],
  [/amazon-?linux|\bal20/, amazon2023],
  [/\/standard:/, jammy],
];

/** The system of an image; of an unknown one, one that has its `sh`. */
export function systemOf(image: string, sh: Dialect): System {
  const known = SYSTEMS.find(([pattern]) => pattern.test(image))?.[1];
  return known ?? (sh === 'dash' ? jammy : amazon2023);
}
