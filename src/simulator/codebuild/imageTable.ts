import type { Dialect } from '../shell/types.ts';

/** Version of a runtime as written in `runtime-versions` → patch level in the image. Oldest first. */
type Versions = Record<string, string>;
export interface Image {
  sh: Dialect;
  /** What `runtime-versions` may name. */
  runtimes: Record<string, Versions>;
}

/** Patch levels of the images of April 2026; where the source names none, the version itself stands. */
const nodejs: Versions = { '18': '18.20.8', '20': '20.20.0', '22': '22.22.0', '24': '24.14.0' };
const python: Versions = {
  '3.9': '3.9.25',
  '3.10': '3.10.20',
  '3.11': '3.11.15',
  '3.12': '3.12.13',
  '3.13': '3.13.12',
  '3.14': '3.14.3',
};
const golang: Versions = {
  '1.20': '1.20.14',
  '1.21': '1.21.13',
  '1.22': '1.22.12',
  '1.23': '1.23.12',
  '1.24': '1.24.13',
  '1.25': '1.25.7',
  '1.26': '1.26.0',
};
const ruby: Versions = {
  '3.1': '3.1.7',
  '3.2': '3.2.10',
  '3.3': '3.3.10',
  '3.4': '3.4.8',
  '4.0': '4.0.1',
};
const php: Versions = { '8.2': '8.2.30', '8.3': '8.3.30', '8.4': '8.4.18', '8.5': '8.5.3' };
const dotnet: Versions = { '6.0': '6.0.428', '8.0': '8.0.411', '10.0': '10.0.101' };
const java = same('corretto8', 'corretto11', 'corretto17', 'corretto21', 'corretto25');

function same(...versions: string[]): Versions {
  return Object.fromEntries(versions.map((version) => [version, version.replace('corretto', '')]));
}
function only(versions: Versions, ...kept: string[]): Versions {
  return Object.fromEntries(Object.entries(versions).filter(([version]) => kept.includes(version)));
}

const seven = { nodejs, python, java, golang, ruby, php, dotnet };
const eight = {
  nodejs: only(nodejs, '22', '24'),
  python: only(python, '3.10', '3.11', '3.12', '3.13', '3.14'),
  java,
  golang: only(golang, '1.24', '1.25', '1.26'),
  ruby: only(ruby, '3.3', '3.4', '4.0'),
  php,
  dotnet: only(dotnet, '8.0', '10.0'),
  rust: same('1.93'),
};
const six = {
  nodejs: same('16'),
  python: only(python, '3.10'),
  java: same('corretto17'),
  golang: same('1.18'),
  ruby: only(ruby, '3.1'),
  php: same('8.1'),
  dotnet: only(dotnet, '6.0'),
};
const five = {
  nodejs: same('12', '14'),
  python: same('3.7', '3.8', '3.9'),
  java: same('corretto8', 'corretto11'),
  golang: same('1.15', '1.16'),
  ruby: same('2.6', '2.7'),
  php: same('7.3', '7.4', '8.0'),
  dotnet: same('3.1', '5.0'),
};
const four = { ...six, python: only(python, '3.9'), docker: same('20') };
const two = {
  nodejs: same('10', '12'),
  python: same('3.7', '3.8', '3.9'),
  java: same('corretto8', 'corretto11'),
  golang: same('1.12', '1.13', '1.14'),
  ruby: same('2.6', '2.7'),
  php: same('7.3', '7.4'),
  dotnet: same('3.1'),
  docker: same('19'),
};
const arm = { rust: same('1.94'), docker: same('23') };
const armSeven = { ...seven, php: { ...same('8.1'), ...php }, ...arm };

/** The curated images (CodeBuild User Guide, "Docker images provided by CodeBuild"; curated images' runtimes.yml). */
export const curatedImages: Record<string, Image> = {
  'aws/codebuild/standard:5.0': {
    sh: 'dash',
    runtimes: five,
  },
  'aws/codebuild/standard:6.0': {
    sh: 'dash',
    runtimes: six,
  },
  'aws/codebuild/standard:7.0': { sh: 'dash', runtimes: seven },
  'aws/codebuild/standard:8.0': { sh: 'dash', runtimes: eight },
  'aws/codebuild/amazonlinux2-x86_64-standard:4.0': {
    sh: 'bash-posix',
    runtimes: four,
  },
  'aws/codebuild/amazonlinux2-aarch64-standard:2.0': {
    sh: 'bash-posix',
    runtimes: two,
  },
  'aws/codebuild/amazonlinux2-x86_64-standard:2.0': {
    sh: 'bash-posix',
    runtimes: { ...two, docker: same('18') },
  },
  'aws/codebuild/amazonlinux2-x86_64-standard:5.0': {
    sh: 'bash-posix',
    runtimes: seven,
  },
  'aws/codebuild/amazonlinux-x86_64-standard:5.0': {
    sh: 'bash-posix',
    runtimes: seven,
  },
  'aws/codebuild/amazonlinux-x86_64-standard:6.0': {
    sh: 'bash-posix',
    runtimes: eight,
  },
  'aws/codebuild/amazonlinux-aarch64-standard:3.0': {
    sh: 'bash-posix',
    runtimes: armSeven,
  },
  'aws/codebuild/amazonlinux-aarch64-standard:4.0': {
    sh: 'bash-posix',
    runtimes: { ...eight, ...arm },
  },
};
