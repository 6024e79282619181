import type { Tool } from '../types.ts';
import { reportFiles } from './support/emptyReports.ts';
import { tool } from './support/failure.ts';
import { placeholders } from './support/placeholder.ts';

/** A program that the images have and that is not emulated. */
interface AssumedTool {
  /** Its names on the PATH. */
  names: string;
  /** ms that an ordinary call takes: an order of magnitude. */
  ms: number;
  /** What is missing when it is not run. */
  note: string;
  /** The curated images lack it. */
  absent?: true;
}

const programs = 'programs are not run, and no files were made.';
const packages = 'packages are not fetched, and nothing was installed.';
const builds = 'the build tool is not run, and no files were made.';
const cluster = 'what the service would answer is not known.';

const absent = true as const;

/** Programs that builds install first, or that images of one's own have. */
const lacking: readonly AssumedTool[] = [
  { names: 'conda mamba nix nix-shell nix-build brew snap', ms: 20_000, note: packages, absent },
  {
    names: 'cmake ctest cpack ninja meson just bazel earthly buck swift',
    ms: 15_000,
    note: builds,
    absent,
  },
  { names: 'mpirun ifort nvcc native-image gu nvidia-smi', ms: 5_000, note: programs, absent },
  {
    names: 'packer terragrunt tfenv pulumi skaffold helmfile argocd',
    ms: 8_000,
    note: cluster,
    absent,
  },
  {
    names: 'checkov tfsec tflint terrascan trivy cfn-lint cfn_nag_scan taskcat',
    ms: 6_000,
    note: programs,
    absent,
  },
  {
    names: 'sonar-scanner snyk semgrep sops vault flyway liquibase',
    ms: 8_000,
    note: cluster,
    absent,
  },
  {
    names: 'pylint flake8 black mypy bandit isort ruff pycodestyle pre-commit',
    ms: 3_000,
    note: programs,
    absent,
  },
  {
    names: 'nox uv twine coverage django-admin django-admin.py j2 sphinx-build',
    ms: 6_000,
    note: programs,
    absent,
  },
  { names: 'rspec rubocop jekyll cap', ms: 4_000, note: programs, absent },
  {
    names: 'tsc ts-node ng lhci newman spectacle jest eslint gulp lerna nx',
    ms: 4_000,
    note: programs,
    absent,
  },
  {
    names: 'mysql mysqladmin mysqldump psql redis-cli',
    ms: 400,
    note: 'there is no server.',
    absent,
  },
  { names: 'apk modprobe lsmod runway', ms: 2_000, note: packages, absent },
];

/**
 * Programs of the curated images (aws-codebuild-docker-images, Dockerfiles of Ubuntu standard 7.0 and Amazon Linux 2023;
 * reference: codebuild §5.4–5.5). None of them pretends to have done anything; reports it is asked for are there, and empty.
 */
const assumedTools: readonly AssumedTool[] = [
  { names: 'pipenv', ms: 5_000, note: packages },
  { names: 'gofmt', ms: 200, note: programs },
  { names: 'jar', ms: 900, note: programs },
  { names: 'ant', ms: 10_000, note: builds },
  { names: 'sbt', ms: 50_000, note: builds },
  { names: 'gcc g++ cc', ms: 5_000, note: builds },
  { names: 'grunt webpack', ms: 4_000, note: builds },
  { names: 'eksctl ecs-cli aws-iam-authenticator gh', ms: 1_500, note: cluster },
  {
    names: 'docker-compose',
    ms: 3_000,
    note: 'containers inside the build container are not run.',
  },
  { names: 'docker-credential-ecr-login', ms: 200, note: cluster },
  { names: 'dockerd', ms: 800, note: 'in privileged builds the daemon runs already.' },
  { names: 'pack', ms: 30_000, note: builds },
  { names: 'ssh scp sftp ssh-keyscan rsync svn hg', ms: 300, note: 'there is no network.' },
  { names: 'ssh-keygen ssh-agent ssh-add gpgconf', ms: 150, note: programs },
  { names: 'perl patch expect vim xmllint xsltproc pkg-config', ms: 80, note: programs },
  { names: 'autoconf automake libtool c++ ld ar ranlib strip', ms: 500, note: builds },
  { names: 'Xvfb xvfb-run', ms: 300, note: programs },
  {
    names:
      'groupadd usermod su dmesg ldconfig iptables sysctl mount update-alternatives locale-gen',
    ms: 60,
    note: 'it changes the system only, which is not simulated.',
  },
  { names: 'amazon-linux-extras', ms: 4_000, note: packages },
  { names: 'pwsh', ms: 1_200, note: programs },
  { names: 'chromium google-chrome firefox chromedriver geckodriver', ms: 2_000, note: programs },
  ...lacking,
];

const versionWords = new Set(['--version', '-v', '-V', 'version']);

function assumedTool(name: string, entry: AssumedTool): Tool {
  const simulated = tool(name, async (ctx) => {
    const [first = ''] = ctx.args;
    await ctx.sleep(versionWords.has(first) ? 30 : entry.ms);
    ctx.assumed(`${name}: ${entry.note}`);
    await placeholders(ctx, name, reportFiles(ctx.args));
    return 0;
  });
  return entry.absent === undefined ? simulated : { ...simulated, absent: entry.absent };
}

export const assumedPrograms: Tool[] = assumedTools.flatMap((entry) =>
  entry.names.split(' ').map((name) => assumedTool(name, entry)),
);
