import { parseReference } from './docker/reference.ts';

const words = (text: string): readonly string[] => text.split(' ');

const families = {
  cloud:
    'aws sam eksctl ecs-cli aws-iam-authenticator kubectl gh pack docker docker-compose dockerd docker-credential-ecr-login codebuild-hash-files codebuild-tests-run codebuild-glob-search terraform cdk serverless sls runway',
  managers: 'n pyenv goenv rbenv phpenv rustup apt-key amazon-linux-extras',
  browsers: 'chromium google-chrome firefox chromedriver geckodriver Xvfb xvfb-run pwsh',
  node: 'node npm npx yarn',
  python: 'python pip',
  python3: 'python3 pip3',
  pythonMore: 'pipenv virtualenv',
  java: 'java javac jar',
  maven: 'mvn',
  gradle: 'gradle',
  javaMore: 'ant sbt',
  go: 'go gofmt',
  ruby: 'ruby gem bundle bundler rake',
  php: 'php',
  composer: 'composer',
  rust: 'cargo rustc rustup',
  dotnet: 'dotnet',
  nodeMore: 'grunt webpack pnpm',
  yum: 'yum dnf rpm yum-config-manager',
  apt: 'apt apt-get apt-cache dpkg add-apt-repository apt-add-repository',
  admin: 'sudo su service',
  scm: 'git curl wget svn hg ssh scp sftp ssh-keyscan ssh-keygen ssh-agent ssh-add rsync',
  build: 'make gcc g++ cc c++ autoconf automake libtool pkg-config patch',
  extras: 'envsubst gpg2 expect vim xmllint xsltproc',
} as const;
type Family = keyof typeof families;

/** What an official image has, and from which others it is made (Docker Hub, "Docker Official Images"). */
interface Content {
  /** With its usual tag. */
  has: readonly Family[];
  /** Tags with `slim` have only these; `has` minus the tools of buildpack-deps when absent. */
  slim?: readonly Family[];
}

const debian: readonly Family[] = ['apt', 'admin'];
const buildpack: readonly Family[] = [...debian, 'scm', 'build'];

const contents: Readonly<Record<string, Content>> = {
  alpine: { has: [] },
  amazonlinux: { has: ['yum', 'python3'] },
  busybox: { has: [] },
  debian: { has: debian },
  docker: { has: [] },
  golang: { has: [...buildpack, 'go'] },
  gradle: { has: [...debian, 'scm', 'java', 'gradle'] },
  maven: { has: [...debian, 'scm', 'java', 'maven'] },
  node: { has: [...buildpack, 'node', 'python3'], slim: [...debian, 'node'] },
  php: { has: [...debian, 'build', 'php'] },
  python: { has: [...buildpack, 'python', 'python3'], slim: [...debian, 'python', 'python3'] },
  ruby: { has: [...buildpack, 'ruby'], slim: [...debian, 'ruby'] },
  rust: { has: [...buildpack, 'rust'] },
  ubuntu: { has: debian },
};

/** The official images by their names at Docker Hub and at its mirror in ECR Public. */
const official = /^(?:docker\.io|public\.ecr\.aws\/docker)\/library\/([a-z]+)$/;

/** Programs beside a family that an image has: what its makers put in. */
const besides: Readonly<Record<string, readonly string[]>> = { docker: words('docker dockerd') };

const heavy: readonly Family[] = ['scm', 'build', 'python3'];

/**
 * Names of the programs that an official image of Docker Hub does not have. Null: the image is none of those, and what it
 * has is not known.
 */
export function lacksOf(image: string): ReadonlySet<string> | null {
  const reference = parseReference(image);
  if ('error' in reference) return null;
  const name = official.exec(`${reference.registry}/${reference.repository}`)?.[1] ?? '';
  const content = Object.hasOwn(contents, name) ? contents[name] : undefined;
  if (content === undefined) return null;
  const small = /slim|alpine/.test(reference.tag);
  const has = small
    ? (content.slim ?? content.has.filter((family) => !heavy.includes(family)))
    : content.has;
  const there = new Set([
    ...has.flatMap((family) => words(families[family])),
    ...(besides[name] ?? []),
  ]);
  const alpine = name === 'alpine' || name === 'docker' || reference.tag.includes('alpine');
  if (alpine) {
    for (const each of words(`${families.apt} ${families.admin}`)) there.delete(each);
    for (const each of words('wget patch apk')) there.add(each);
  }
  return new Set(
    Object.values(families)
      .flatMap(words)
      .filter((each) => !there.has(each)),
  );
}
