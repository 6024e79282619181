import type { Scenario } from '../../../src/simulator/read.ts';
import { allowBuild, buildPolicy } from '../iam/edits.ts';
import { buildspec, project, spec, variable } from './edits.ts';
import { alone } from './faults/sources.ts';

/** A log as posted ones show it (reference: codebuild §4.3–4.5). */
export interface LogExample {
  name: string;
  scenario: 'node-site-to-s3' | 'container-to-ecr';
  edit(scenario: Scenario): void;
  /** Without times. `…`: any lines, `(output)`: what a command says. */
  lines: string;
}

const role = 'arn:aws:sts::111122223333:assumed-role/web-build-role/AWSCodeBuild-#';
const context = '[Container] Phase context status code:  Message: ';
const complete = (phase: string) =>
  `[Container] Phase complete: ${phase} State: SUCCEEDED\n${context}`;
const empty = (phase: string) => `[Container] Entering phase ${phase}\n${complete(phase)}`;
const begins = `[Container] Running on CodeBuild On-demand
[Container] Waiting for agent ping
[Container] Waiting for DOWNLOAD_SOURCE`;
const root = '/codebuild/output/src#/src';
const found = `${begins}
[Container] Phase is DOWNLOAD_SOURCE
[Container] CODEBUILD_SRC_DIR=${root}
[Container] YAML location is ${root}/buildspec.yml
[Container] Setting HTTP client timeout to higher timeout for S3 source
[Container] Processing environment variables`;
const discovery = `[Container] Set report auto-discover timeout to 5 seconds
[Container] Expanding base directory path:  .
[Container] Assembling file list
[Container] Expanding .
[Container] Expanding file paths for base directory .
[Container] Assembling file list
[Container] Expanding **/*
[Container] No matching auto-discover report paths found
[Container] Report auto-discover file discovery took # seconds`;

/** Only a build, which hands nothing on. */
function withoutOutputs(scenario: Scenario): void {
  scenario.pipeline.stages = scenario.pipeline.stages.slice(0, 2);
  scenario.pipeline.stages[1]!.actions[0]!.outputArtifacts = [];
}

/** A second source action, whose artifact the build takes too. */
function secondSource(scenario: Scenario): void {
  const [source, build] = scenario.pipeline.stages;
  const first = source!.actions[0]!;
  source!.actions.push({ ...first, name: 'Helper', outputArtifacts: [{ name: 'helper' }] });
  const action = build!.actions[0]!;
  action.inputArtifacts = [...(action.inputArtifacts ?? []), { name: 'helper' }];
  action.configuration = {
    ...action.configuration,
    PrimarySource: first.outputArtifacts?.[0]?.name ?? '',
  };
}

const commands = (count: number) => Array.from({ length: count }, () => 'true');

export const logExamples: readonly LogExample[] = [
  {
    name: 'A: success, Node 20, one artifact (reports are not searched for)',
    scenario: 'node-site-to-s3',
    edit(scenario) {
      variable(scenario, 'CODEBUILD_CONFIG_AUTO_DISCOVER', 'false');
      const { files } = scenario.repository;
      const manifest = JSON.parse(files['package.json'] ?? '{}');
      manifest.scripts.test = 'echo all is well';
      files['package.json'] = JSON.stringify(manifest);
      files['buildspec.yml'] = `version: 0.2
phases:
  install:
    runtime-versions:
      nodejs: 20
    commands:
      - npm ci
  build:
    commands:
      - npm test
      - npm run build
artifacts:
  base-directory: dist
  files:
    - '**/*'
`;
    },
    lines: `${found}
[Container] Selecting 'nodejs' runtime version '20' based on manual selections...
[Container] Running command echo "Installing Node.js version 20 ..."
Installing Node.js version 20 ...

[Container] Running command n $NODE_20_VERSION
     copying : node/20.20.0
   installed : v20.20.0 (with npm 10.8.2)

[Container] Moving to directory ${root}
[Container] Cache is not defined in the buildspec
[Container] Skip cache due to: no paths specified to be cached
[Container] Registering with agent
[Container] Phases found in YAML: 2
[Container]  BUILD: 2 commands
[Container]  INSTALL: 1 commands
${complete('DOWNLOAD_SOURCE')}
[Container] Entering phase INSTALL
[Container] Running command npm ci
(output)
${complete('INSTALL')}
${empty('PRE_BUILD')}
[Container] Entering phase BUILD
[Container] Running command npm test
(output)
[Container] Running command npm run build
(output)
${complete('BUILD')}
${empty('POST_BUILD')}
[Container] Expanding base directory path: dist
[Container] Assembling file list
[Container] Expanding dist
[Container] Expanding file paths for base directory dist
[Container] Assembling file list
[Container] Expanding **/*
[Container] Found 2 file(s)
${complete('UPLOAD_ARTIFACTS')}`,
  },
  {
    name: 'B: success, several inputs, no artifacts',
    scenario: 'node-site-to-s3',
    edit(scenario) {
      withoutOutputs(scenario);
      secondSource(scenario);
      project(scenario).source.buildspec = `version: 0.2
phases:
  install:
    runtime-versions:
      python: 3.13
  pre_build:
    commands: ${JSON.stringify(commands(7))}
  build:
    commands: ${JSON.stringify(commands(5))}
`;
    },
    lines: `${begins}
[Container] Phase is DOWNLOAD_SOURCE
[Container] CODEBUILD_SRC_DIR=${root}/s3/00
[Container] CODEBUILD_SRC_DIR_helper=${root}/s3/01
[Container] YAML location is /codebuild/readonly/buildspec.yml
[Container] No commands found for phase name: install
[Container] Setting HTTP client timeout to higher timeout for S3 source
[Container] Processing environment variables
[Container] Selecting 'python' runtime version '3.13' based on manual selections...
[Container] Running command echo "Installing Python version 3.13 ..."
Installing Python version 3.13 ...

[Container] Running command pyenv global $PYTHON_313_VERSION

[Container] Moving to directory ${root}/s3/00
…
[Container] Phases found in YAML: 3
[Container]  BUILD: 5 commands
[Container]  INSTALL: 0 commands
[Container]  PRE_BUILD: 7 commands
…
${complete('POST_BUILD')}
${discovery}
${complete('UPLOAD_ARTIFACTS')}`,
  },
  {
    name: 'C: a command fails in BUILD',
    scenario: 'node-site-to-s3',
    edit(scenario) {
      withoutOutputs(scenario);
      scenario.outcomes = [
        {
          command: 'cfn-lint template.yaml',
          exitCode: 6,
          stdout: "E6101 80 is not of type 'string'\ntemplate.yaml:80:5\n",
        },
      ];
      buildspec(scenario, spec({ build: ['cd src', 'cfn-lint template.yaml'] }));
    },
    lines: `…
[Container] Entering phase BUILD
[Container] Running command cd src

[Container] Running command cfn-lint template.yaml
E6101 80 is not of type 'string'
template.yaml:80:5

[Container] Command did not exit successfully cfn-lint template.yaml exit status 6
[Container] Phase complete: BUILD State: FAILED
[Container] Phase context status code: COMMAND_EXECUTION_ERROR Message: Error while executing command: cfn-lint template.yaml. Reason: exit status 6
${empty('POST_BUILD')}
${discovery}
${complete('UPLOAD_ARTIFACTS')}`,
  },
  {
    name: 'D: a runtime that the image does not have',
    scenario: 'node-site-to-s3',
    edit: (scenario) =>
      buildspec(
        scenario,
        `version: 0.2
phases:
  install:
    runtime-versions:
      java: corretto11
      docker: 20
    commands:
      - java -version
`,
      ),
    lines: `${found}
[Container] Selecting 'java' runtime version 'corretto11' based on manual selections...
[Container] Selecting 'docker' runtime version '20' based on manual selections...
[Container] Phase complete: DOWNLOAD_SOURCE State: FAILED
[Container] Phase context status code: YAML_FILE_ERROR Message: Unknown runtime named 'docker'. This build image has the following runtimes: dotnet, golang, java, nodejs, php, python, ruby`,
  },
  {
    name: 'D: a command that is a mapping',
    scenario: 'node-site-to-s3',
    edit: (scenario) =>
      buildspec(
        scenario,
        `version: 0.2

phases:
  build:
    commands:
      - echo one
      - echo two
      - echo three
      - echo four
      - tag:
          value: five
`,
      ),
    lines: `${begins}
[Container] Phase is DOWNLOAD_SOURCE
[Container] CODEBUILD_SRC_DIR=${root}
[Container] YAML location is ${root}/buildspec.yml
[Container] Phase complete: DOWNLOAD_SOURCE State: FAILED
[Container] Phase context status code: YAML_FILE_ERROR Message: Expected Commands[4] to be of string type: found subkeys instead at line 10, value of the key tag on line 9 might be empty`,
  },
  {
    name: 'D: a buildspec that is not where the project says',
    scenario: 'node-site-to-s3',
    edit(scenario) {
      secondSource(scenario);
      project(scenario).source.buildspec = 'buildspecs/build.yml';
    },
    lines: `${begins}
[Container] Phase is DOWNLOAD_SOURCE
[Container] CODEBUILD_SRC_DIR=${root}/s3/00
[Container] CODEBUILD_SRC_DIR_helper=${root}/s3/01
[Container] Phase complete: DOWNLOAD_SOURCE State: FAILED
[Container] Phase context status code: YAML_FILE_ERROR Message: stat ${root}/s3/00/buildspecs/build.yml: no such file or directory`,
  },
  {
    name: 'E: the role cannot read the pipeline’s artifact',
    scenario: 'node-site-to-s3',
    edit(scenario) {
      for (const statement of buildPolicy(scenario).Statement) {
        const { Action: actions } = statement;
        if (Array.isArray(actions))
          statement.Action = actions.filter((action) => !/^s3:GetObject/.test(action));
      }
    },
    lines: `${begins}
AccessDenied: User: ${role} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::codepipeline-us-east-1-123456789012/web-pipeline/SourceArti/#" because no identity-based policy allows the s3:GetObject action
	status code: 403, request id: #, host id: # for primary source and source version arn:aws:s3:::codepipeline-us-east-1-123456789012/web-pipeline/SourceArti/#`,
  },
  {
    name: 'F: Parameter Store denied',
    scenario: 'node-site-to-s3',
    edit: (scenario) =>
      buildspec(
        scenario,
        `version: 0.2
env:
  parameter-store:
    USERNAME: /shop/docker/username
phases:
  build:
    commands:
      - echo "$USERNAME"
`,
      ),
    lines: `${found}
[Container] Decrypting parameter store environment variables
[Container] Phase complete: DOWNLOAD_SOURCE State: FAILED
[Container] Phase context status code: Decrypted Variables Error Message: AccessDeniedException: User: ${role} is not authorized to perform: ssm:GetParameters on resource: arn:aws:ssm:us-east-1:111122223333:parameter/shop/docker/username because no identity-based policy allows the ssm:GetParameters action
	status code: 400, request id: #`,
  },
  {
    name: 'F: a parameter that does not exist',
    scenario: 'node-site-to-s3',
    edit(scenario) {
      allowBuild(scenario, 'Parameters', 'ssm:GetParameters', '*');
      scenario.resources!.parameters = { '/shop/docker/username': { value: 'dana' } };
      buildspec(
        scenario,
        `version: 0.2
env:
  parameter-store:
    USERNAME: /shop/docker/usrname
phases:
  build:
    commands:
      - echo "$USERNAME"
`,
      );
    },
    lines: `${found}
[Container] Decrypting parameter store environment variables
[Container] Phase complete: DOWNLOAD_SOURCE State: FAILED
[Container] Phase context status code: Decrypted Variables Error Message: parameter does not exist: /shop/docker/usrname`,
  },
  {
    name: 'G: ECR login denied in PRE_BUILD',
    scenario: 'node-site-to-s3',
    edit: (scenario) =>
      buildspec(
        scenario,
        spec({
          pre_build: [
            `aws ecr get-login-password --region \${AWS_REGION} | docker login --username AWS --password-stdin \${ECR_REGISTRY}`,
          ],
        }),
      ),
    lines: `…
[Container] Entering phase PRE_BUILD
[Container] Running command aws ecr get-login-password --region \${AWS_REGION} | docker login --username AWS --password-stdin \${ECR_REGISTRY}

An error occurred (AccessDeniedException) when calling the GetAuthorizationToken operation: User: ${role} is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the ecr:GetAuthorizationToken action
Error: Cannot perform an interactive login from a non TTY device

[Container] Command did not exit successfully aws ecr get-login-password --region \${AWS_REGION} | docker login --username AWS --password-stdin \${ECR_REGISTRY} exit status 1
[Container] Phase complete: PRE_BUILD State: FAILED
[Container] Phase context status code: COMMAND_EXECUTION_ERROR Message: Error while executing command: aws ecr get-login-password --region \${AWS_REGION} | docker login --username AWS --password-stdin \${ECR_REGISTRY}. Reason: exit status 1`,
  },
  {
    name: 'H: the push fails in POST_BUILD, and then the artifact is missing too',
    scenario: 'node-site-to-s3',
    edit(scenario) {
      variable(scenario, 'CODEBUILD_CONFIG_AUTO_DISCOVER', 'false');
      variable(scenario, 'REPOSITORY_URI', '111122223333.dkr.ecr.us-east-1.amazonaws.com/web');
      buildspec(
        scenario,
        spec(
          {
            post_build: ['docker push $REPOSITORY_URI:latest', 'echo "[]" > imagedefinitions.json'],
          },
          'artifacts:\n  files: imagedefinitions.json\n',
        ),
      );
    },
    lines: `…
[Container] Phase complete: POST_BUILD State: FAILED
[Container] Phase context status code: COMMAND_EXECUTION_ERROR Message: Error while executing command: docker push $REPOSITORY_URI:latest. Reason: exit status 1
[Container] Expanding base directory path: .
[Container] Assembling file list
[Container] Expanding .
[Container] Expanding file paths for base directory .
[Container] Assembling file list
[Container] Expanding imagedefinitions.json
[Container] Skipping invalid file path imagedefinitions.json
[Container] Phase complete: UPLOAD_ARTIFACTS State: FAILED
[Container] Phase context status code: CLIENT_ERROR Message: no matching artifact paths found`,
  },
  {
    name: 'I: a reference that the repository does not have',
    scenario: 'node-site-to-s3',
    edit: (scenario) => alone(scenario, {}, { sourceVersion: 'master' }),
    lines: `${begins}
reference not found for primary source`,
  },
  {
    name: 'a source from GitHub: the same lines but for one',
    scenario: 'node-site-to-s3',
    edit(scenario) {
      alone(scenario, {}, { sourceVersion: 'main' });
      buildspec(scenario, spec({ build: ['true'] }));
    },
    lines: `${begins}
[Container] Phase is DOWNLOAD_SOURCE
[Container] CODEBUILD_SRC_DIR=${root}/github.com/acme/web
[Container] YAML location is ${root}/github.com/acme/web/buildspec.yml
[Container] Setting HTTP client timeout to higher timeout for Github and GitHub Enterprise sources
[Container] Processing environment variables
[Container] No runtime version selected in buildspec.
[Container] Moving to directory ${root}/github.com/acme/web
…
[Container] Phase complete: UPLOAD_ARTIFACTS State: SUCCEEDED
[Container] Phase context status code:  Message: `,
  },
];
