import type { Rule } from '../recording/worldTypes.ts';

const s3 = 'unit/tools/aws/s3.test.ts';
const cli = 'unit/tools/aws/cli.test.ts';
const run = 'unit/tools/npm/run.test.ts';
const install = 'unit/tools/npm/install.test.ts';
const docker = 'unit/tools/docker/docker.test.ts';
const dockerBuild = 'unit/tools/docker/build.test.ts';
const registry = 'unit/tools/docker/registry.test.ts';

const cliSource = 'AWS CLI 2.31.39, source and Command Reference';
const npmSource = 'npm 10.8.2, compared with the real program';

/** Rules of the programs in the build container. */
export const toolsRules = {
  'aws.exit-codes': {
    text: 'The AWS CLI ends with 252 for wrong usage, 253 without credentials or Region, 254 when the service refuses, 255 for the rest.',
    source: 'AWS CLI User Guide, "Command line return codes"',
    evidence: 'documented',
    test: `${cli}: needs a Region, but not for services that are worldwide`,
  },
  'aws.invalid-choice': {
    text: 'A service or command that the CLI does not know ends with 252, with likely ones beside it; `ecr get-login` is gone since version 2.',
    source: cliSource,
    evidence: 'documented',
    test: `${cli}: ecr get-login --no-include-email`,
  },
  'aws.error-texts': {
    text: 'The texts are those of CLI 2.31; from 2.34 on every error begins with `aws: [ERROR]:`.',
    source: 'AWS CLI changelog, 2.32.0 and 2.34.0',
    evidence: 'documented',
    test: `${cli}: ExpiredToken`,
  },
  'aws.profile-before-environment': {
    text: 'A profile named by --profile signs even when environment variables hold keys; otherwise variables come first, then files, then the container endpoint.',
    source: 'AWS CLI User Guide, "Configuration settings and precedence"',
    evidence: 'documented',
    test: `${cli}: configure: sets, gets, lists; keys of a profile sign its calls`,
  },
  'aws.output-formats': {
    text: 'Results are printed as JSON, text, table or YAML after --query.',
    source: cliSource,
    evidence: 'documented',
    test: `${cli}: nests tables as the CLI does`,
  },
  'aws.start-up-time': {
    text: 'The CLI takes 0.6 s before its first call.',
    source: 'Typical time of a small build host; not documented',
    evidence: 'unverified',
    test: `${s3}: uploads one file: progress, then the result padded over it`,
  },
  's3.cp-progress-line': {
    text: 'aws s3 writes a progress line that ends in a carriage return before each result, and pads the result over it.',
    source: cliSource,
    evidence: 'documented',
    test: `${s3}: uploads one file: progress, then the result padded over it`,
  },
  's3.cp-failure-does-not-stop-others': {
    text: 'A transfer that fails is one line on stderr and makes the exit code 1; the others go on.',
    source: cliSource,
    evidence: 'documented',
    test: `${s3}: --recursive: one failure does not stop the others, progress counts`,
  },
  's3.cp-one-after-the-other': {
    text: 'Files are transferred in the order of their names; the real CLI moves ten at a time.',
    source: 'Simplification of the simulator',
    evidence: 'derived',
    test: `${s3}: --recursive: one failure does not stop the others, progress counts`,
  },
  's3.filters-last-match-wins': {
    text: 'All files take part unless a filter says otherwise; of several filters that match, the last one decides.',
    source: 'AWS CLI Command Reference, "s3", use of exclude and include filters',
    evidence: 'documented',
    test: 'unit/tools/aws/filters.test.ts: the last filter that matches decides, and without one the file is in',
  },
  's3.sync-lists-first': {
    text: 'aws s3 sync always lists the bucket first, so it needs s3:ListBucket even when nothing is to be done.',
    source: cliSource,
    evidence: 'documented',
    test: `${s3}: a refused listing is fatal`,
  },
  's3.sync-compares-size-and-time': {
    text: 'sync transfers what is missing, has another size, or is newer at the source; downloads only look whether the local file is newer.',
    source: 'AWS CLI Command Reference, "s3 sync"',
    evidence: 'documented',
    test: `${s3}: down: creates the directory; keeps equal sizes unless the local file is newer`,
  },
  's3.head-has-no-reason': {
    text: 'A refused HEAD has no body, so the CLI can only say 403 Forbidden.',
    source: cliSource,
    evidence: 'documented',
    test: `${s3}: downloads with the object’s time; a refused HEAD has no reason`,
  },
  's3.empty-bucket-name': {
    text: 'An empty variable makes s3:///, and the CLI refuses the empty bucket name before any call.',
    source: cliSource,
    evidence: 'documented',
    test: `${s3}: cp a.txt s3:///`,
  },
  'npm.script-exit-code': {
    text: 'npm ends with the exit code of the script and adds nothing of its own.',
    source: npmSource,
    evidence: 'documented',
    test: `${run}: ends with the script’s own code and says nothing more`,
  },
  'npm.missing-script': {
    text: 'A script that package.json does not have ends with 1; npm suggests names closer than 0.4 of the word’s length.',
    source: npmSource,
    evidence: 'documented',
    test: `${run}: npm itself does not find this one`,
  },
  'npm.pre-and-post-scripts': {
    text: 'Before and after a script npm runs those named pre… and post…, each after its own banner.',
    source: 'npm Docs, "scripts"',
    evidence: 'documented',
    test: `${run}: runs the script with its pre script, after banners`,
  },
  'npm.script-environment': {
    text: 'Scripts find node_modules/.bin first on the PATH, and npm_package_name, npm_package_version and npm_lifecycle_event set.',
    source: npmSource,
    evidence: 'documented',
    test: `${run}: gives scripts the environment npm gives`,
  },
  'npm.no-package-json': {
    text: 'Without a package.json npm ends with 254, the number of ENOENT.',
    source: npmSource,
    evidence: 'documented',
    test: `${run}: without a readable package.json`,
  },
  'npm.ci-needs-lock': {
    text: 'npm ci installs only from a lock file.',
    source: npmSource,
    evidence: 'documented',
    test: `${install}: without a lock is a usage error`,
  },
  'npm.ci-in-sync': {
    text: 'npm ci ends with EUSAGE when package.json and lock file disagree. Only direct dependencies are compared here, and the versions it names are guesses.',
    source: npmSource,
    evidence: 'derived',
    test: `${install}: names what package.json and lock disagree about`,
  },
  'npm.audit-finds-nothing': {
    text: 'The audit at the end of an installation always finds no vulnerabilities: what the registry knows is not simulated.',
    source: 'Simplification of the simulator',
    evidence: 'derived',
    test: `${install}: without dependencies`,
  },
  'npm.programs-not-run': {
    text: 'Programs that packages bring are there but not run: they count as assumed, end with 0 and make no files.',
    source: 'Simplification of the simulator',
    evidence: 'derived',
    test: `${install}: leaves programs that say they are not run`,
  },
  'runtimes.n-switches-node': {
    text: 'n switches Node and its npm; 18 and 20 bring npm 10.8.2, the images put 11.7.0 over 22 and 24.',
    source: 'aws-codebuild-docker-images, Dockerfile of standard 7.0; posted build logs',
    evidence: 'documented',
    test: 'unit/tools/node.test.ts: n switches Node and npm; node -v follows',
  },
  'git.no-repository': {
    text: 'A pipeline source in the default format is a zip without .git: git ends with 128.',
    source: 'CodePipeline User Guide, OutputArtifactFormat; CodeBuild sheet §9 row 58',
    evidence: 'derived',
    test: 'unit/tools/others.test.ts: fatal: not a git repository (or any of the parent directories: .git)',
  },
  'docker.login-empty-password': {
    text: 'A failed get-login-password leaves the pipe empty; docker then wants to ask and cannot.',
    source: 'Posted build logs 2024',
    evidence: 'observed log',
    test: `${registry}: an empty pipe`,
  },
  'docker.needs-privileged': {
    text: 'Without privileged mode there is no Docker daemon; only docker login works.',
    source: 'CodeBuild API Reference, privilegedMode',
    evidence: 'documented',
    test: `${docker}: without a daemon`,
  },
  'docker.push-order': {
    text: 'A push asks for each layer, sends those that are missing, and puts the manifest last.',
    source: 'Amazon ECR User Guide, "Pushing a Docker image to an Amazon ECR private repository"',
    evidence: 'documented',
    test: `${registry}: sends the layers, then the manifest; the second time only the manifest`,
  },
  'docker.push-denied': {
    text: 'A push without permissions names ecr:InitiateLayerUpload: the check before it has no body to give a reason in.',
    source: 'Reference of CLI commands, docker push; CodeBuild sheet §9 row 41',
    evidence: 'derived',
    test: `${registry}: without any push permission it is InitiateLayerUpload that is named`,
  },
  'docker.no-credentials': {
    text: 'Without a login to the same registry a push ends with "no basic auth credentials".',
    source: 'CodeBuild sheet §9 row 42',
    evidence: 'unverified',
    test: `${registry}: needs a login, and an image`,
  },
  'docker.copy-checks-context': {
    text: 'COPY fails when its source is not in the build context, or hidden by .dockerignore.',
    source: 'Docker Docs, "Dockerfile reference", COPY; "Build context"',
    evidence: 'documented',
    test: `${dockerBuild}: a COPY of what is not there fails, with the line`,
  },
  'docker.run-not-run': {
    text: 'RUN lines of a Dockerfile run in another container and are taken to succeed; the build then counts as assumed.',
    source: 'Simplification of the simulator',
    evidence: 'derived',
    test: `${dockerBuild}: a RUN line makes it assumed`,
  },
  'docker.content-digests': {
    text: 'Layers and image are named by the SHA-256 of their content alone: the same files give the same image, whenever it is built.',
    source: 'Simplification of the simulator: real builds also hash the time',
    evidence: 'derived',
    test: `${dockerBuild}: the same files give the same image, other files another`,
  },
  'container.credentials-endpoint': {
    text: 'The container’s own endpoint hands the session of the build’s role to whoever asks.',
    source:
      'CodeBuild User Guide, "Environment variables in build environments"; posted build logs',
    evidence: 'observed log',
    test: 'unit/tools/others.test.ts: gets the credentials of the build from the container endpoint',
  },
  'container.no-network': {
    text: 'Other hosts cannot be reached: curl, git clone and the like are assumed and write nothing.',
    source: 'Simplification of the simulator',
    evidence: 'derived',
    test: 'unit/tools/others.test.ts: reaches nobody else',
  },
} satisfies Record<string, Rule>;
