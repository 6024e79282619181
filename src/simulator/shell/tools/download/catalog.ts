import { basename } from '../support/paths.ts';
import { type Download, installer, installScript, program, tarOf, text, zipOf } from './content.ts';

type Make = (url: string, match: RegExpExecArray) => Download;

const puts = (names: string, directory = '/usr/local/bin') => `${installer} ${directory} ${names}`;

const script =
  (...lines: string[]): Make =>
  (url) =>
    installScript(url, lines);

/** `aws/install` of the AWS CLI (AWS CLI User Guide, "Installing or updating"): the images have one, so it wants `--update`. */
const awsInstaller = (url: string): Download =>
  installScript(url, [
    'case " $* " in *" --update "*|*" -u "*|*" -i "*|*" --install-dir "*) ;; *)',
    '  echo "Found preexisting AWS CLI installation: /usr/local/aws-cli/v2/current. Please rerun install script with --update flag." >&2',
    '  exit 1 ;;',
    'esac',
    'echo "You can now run: /usr/local/bin/aws --version"',
  ]);

/** `-p <prefix>` of conda's installer; without it `~/miniconda3`. */
const condaInstaller: Make = script(
  'prefix="$HOME/miniconda3"',
  'while [ $# -gt 0 ]; do case "$1" in -p) prefix="$2"; shift ;; -bp|-bfp|-ufbp) prefix="$2"; shift ;; esac; shift; done',
  'mkdir -p "$prefix/bin" "$prefix/etc/profile.d"',
  `${installer} "$prefix/bin" conda mamba python pip`,
  'echo "PATH=$prefix/bin:\\$PATH; export PATH" > "$prefix/etc/profile.d/conda.sh"',
  'cp "$prefix/etc/profile.d/conda.sh" "$prefix/bin/activate"',
);

const rustInstaller: Make = script(
  puts('cargo rustc rustup rustfmt cargo-clippy', '"$HOME/.cargo/bin"'),
  'echo "export PATH=\\"\\$HOME/.cargo/bin:\\$PATH\\"" > "$HOME/.cargo/env"',
);

const nvmInstaller: Make = script(
  'mkdir -p "$HOME/.nvm"',
  'echo "nvm() { case \\"\\$1\\" in install|use) if [ -n \\"\\$2\\" ]; then n \\"\\$2\\"; fi ;; esac; }" > "$HOME/.nvm/nvm.sh"',
);

/** What is known of addresses that buildspecs fetch, first match first. Names and places inside the archives are the projects' own. */
const known: readonly [RegExp, Make][] = [
  [/releases\.hashicorp\.com\/([a-z-]+)\/.*\.zip/, (_, m) => zipOf({ [m[1] ?? '']: m[1] ?? '' })],
  [/awscli-exe-linux|awscli-bundle/, (url) => zipOf({ 'aws/install': awsInstaller(url) })],
  [/aws-sam-cli-linux[^/]*\.zip/, (url) => zipOf({ install: installScript(url, [puts('sam')]) })],
  [/get\.helm\.sh\/helm-[^/]*linux-(\w+)/, (_, m) => tarOf({ [`linux-${m[1]}/helm`]: 'helm' })],
  [/get-?_?helm/, script(puts('helm'))],
  [/sh\.rustup\.rs|rustup-init/, rustInstaller],
  [/(?:mini|ana)conda\d*-|[Mm]iniforge/i, condaInstaller],
  [/nvm.*install\.sh/, nvmInstaller],
  [/astral\.sh\/uv|uv\/install/, script(puts('uv uvx', '"$HOME/.local/bin"'))],
  [/just\.systems/, script(puts('just'))],
  [/tfsec.*install/, script(puts('tfsec'))],
  [/trivy.*install\.sh/, script(puts('trivy'))],
  [/get\.pnpm\.io/, script(puts('pnpm', '"$HOME/.local/share/pnpm"'))],
  [/get\.docker\.com|nodesource\.com\/setup|packagecloud\.io|script\.deb\.sh/, script(':')],
  [
    /install\.python-poetry\.org|get-poetry|install-poetry/,
    (url) => text(`# Placeholder of Pipeglass for ${url}\n`),
  ],
  [/getcomposer\.org\/installer/, (url) => text(`<?php // Placeholder of Pipeglass for ${url}\n`)],
  [/stable\.txt/, () => text('v1.35.2')],
  [/go(\d[\d.]*)\.linux-\w+\.tar\.gz/, () => tarOf({ 'go/bin/go': 'go', 'go/bin/gofmt': 'gofmt' })],
  [
    /(apache-maven-[\d.]+)-bin\.(tar\.gz|zip)/,
    (_, m) => (m[2] === 'zip' ? zipOf : tarOf)({ [`${m[1]}/bin/mvn`]: 'mvn' }),
  ],
  [/(gradle-[\d.]+)-(?:bin|all)\.zip/, (_, m) => zipOf({ [`${m[1]}/bin/gradle`]: 'gradle' })],
  [
    /sonar-scanner-cli-([\d.]+\d)(-linux)?[^/]*\.zip/,
    (_, m) => zipOf({ [`sonar-scanner-${m[1]}${m[2] ?? ''}/bin/sonar-scanner`]: 'sonar-scanner' }),
  ],
];

/** Parts of a file's name that tell version, system and kind, not the program. */
const noise =
  /^(?:v?\d[\w.]*|linux\w*|darwin|windows|amd64|x86|64|x64|arm64|aarch64|64bit|unknown|gnu|musl|static|latest|bin|exe|zip|tar|gz|tgz|deb|rpm)$/i;

/** `tfsec-linux-amd64` → `tfsec`, `yq_linux_amd64` → `yq`, `jq-linux64` → `jq`. */
export function programOfFile(file: string): string {
  const parts = file.replace(/\.(?:tar\.gz|tgz|zip|deb|rpm|sh)$/, '').split(/[-_]/);
  const end = parts.findIndex((part, at) => at > 0 && noise.test(part.split('.')[0] ?? part));
  return (end === -1 ? parts : parts.slice(0, end)).join('-').replace(/\.\d.*$/, '');
}

/** What the address is taken to give; null: nothing can be said of it. */
export function downloadOf(url: string, output: string | null): Download | null {
  for (const [pattern, make] of known) {
    const match = pattern.exec(url);
    if (match !== null) return make(url, match);
  }
  const file = basename(url.replace(/[?#].*$/, ''));
  const target = basename(output ?? file);
  const name = programOfFile(file) || target;
  if (/\.zip$/.test(file)) return zipOf({ [name]: name });
  if (/\.(?:tar\.gz|tgz)$/.test(file)) return tarOf({ [name]: name });
  if (/\.(?:deb|rpm)$/.test(file)) return text(`Placeholder of Pipeglass: package ${name}\n`);
  if (/linux|amd64|x86_64|aarch64|\/bin\//i.test(url) && !/\.[a-z]\w{1,5}$/.test(file)) {
    return program(/^(?:linux|latest|download)$/.test(name) ? target : name);
  }
  return null;
}
