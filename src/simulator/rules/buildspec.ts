import type { Rule } from '../recording/worldTypes.ts';

const SPEC = 'CodeBuild User Guide, "Build specification reference for CodeBuild"';
const VARIABLES = 'CodeBuild User Guide, "Environment variables in build environments"';
const LOGS = 'Posted build logs';

/** Rules by which a buildspec is read, and of the environment that it meets. */
export const buildspecRules = {
  'buildspec.scalars-are-text': {
    text: 'Values are taken as the text that was written: python: 3.10 is not 3.1, and yes is a text until a key asks for a yes or no.',
    source: `${SPEC}; the images' runtimes.yml`,
    evidence: 'derived',
    test: 'conformance/buildspec/cases/env.ts: stay the text that was written',
  },
  'buildspec.command-mapping': {
    text: 'A command with a colon and a space outside quotes is a mapping for YAML: the build stops before its first command.',
    source: `${LOGS} 2024`,
    evidence: 'observed log',
    test: 'conformance/buildspec/cases/refusals.ts: the first command of the log that was posted',
  },
  'buildspec.yaml-errors': {
    text: 'YAML errors are worded as libyaml words them, with the line behind. “mapping values are not allowed” was seen; the others were compared with libyaml itself.',
    source: `${LOGS} 2021; libyaml`,
    evidence: 'unverified',
    test: 'conformance/buildspec/cases/refusals.ts: a key between two depths',
  },
  'buildspec.phase-names': {
    text: 'Phases are install, pre_build, build and post_build; another name is refused. How AWS words it was not seen.',
    source: SPEC,
    evidence: 'unverified',
    test: 'conformance/buildspec/cases/refusals.ts: a dash instead of an underscore',
  },
  'buildspec.own-words': {
    text: 'A missing version or phases, another version, and values of the wrong shape stop the build; the sentences are ours, because those of AWS were not seen.',
    source: SPEC,
    evidence: 'unverified',
    test: 'conformance/buildspec/cases/top.ts: a list instead of a mapping',
  },
  'buildspec.unknown-keys-ignored': {
    text: 'Keys that CodeBuild does not know are ignored.',
    source: 'Public buildspecs with stray keys that build',
    evidence: 'derived',
    test: 'conformance/buildspec/cases/top.ts: are ignored',
  },
  'buildspec.one-text-for-a-list': {
    text: 'commands, finally, files and exclude-paths may be one text instead of a list.',
    source: 'Public buildspecs that build this way',
    evidence: 'derived',
    test: 'conformance/buildspec/cases/phases.ts: one text is one script',
  },
  'buildspec.phase-without-commands': {
    text: 'A phase without commands says “No commands found for phase name” in the log, and the build goes on.',
    source: `${LOGS} 2022 and 2025, for install`,
    evidence: 'observed log',
    test: 'conformance/buildspec/cases/phases.ts: No commands found for phase name: install',
  },
  'buildspec.runtime-versions': {
    text: 'Runtimes are chosen in DOWNLOAD_SOURCE: a listed version, 20.x, latest or a variable; what the image does not have stops the build.',
    source: `${SPEC}; ${LOGS} 2021–2025`,
    evidence: 'observed log',
    test: 'conformance/buildspec/cases/runtimes.ts: Node.js 18 on an old image',
  },
  'buildspec.custom-version': {
    text: 'A full version that the image does not list is installed by the default commands of its runtimes.yml.',
    source: "The curated images' runtimes.yml",
    evidence: 'unverified',
    test: 'conformance/buildspec/cases/runtimes.ts: nodejs: 18.12.1',
  },
  'buildspec.report-formats': {
    text: 'Reports come in ten formats. A format that does not exist is a warning here; what AWS does with it was not seen.',
    source: SPEC,
    evidence: 'unverified',
    test: 'conformance/buildspec/cases/outputs.ts: one that does not exist',
  },
  'buildspec.batch-for-batches': {
    text: 'Only batch builds read batch; it has exactly one of build-graph, build-list, build-matrix and build-fanout.',
    source: 'CodeBuild User Guide, "Batch build buildspec reference"',
    evidence: 'documented',
    test: 'conformance/buildspec/cases/cacheAndBatch.ts: no type at all',
  },
  'buildspec.variables-are-literal': {
    text: 'Values under env: variables are not expanded: $PATH stays these five letters.',
    source: SPEC,
    evidence: 'documented',
    test: 'conformance/buildspec/cases/env.ts: are literal',
  },
  'codebuild.variable-precedence': {
    text: 'What starts the build wins over the project, the project over the buildspec, the buildspec over the image.',
    source: VARIABLES,
    evidence: 'documented',
    test: 'conformance/buildspec/variables.test.ts: the pipeline over all others',
  },
  'codebuild.variables-by-source': {
    text: 'Each further input of the action has variables of its own, with its name at their end.',
    source: VARIABLES,
    evidence: 'documented',
    test: 'conformance/buildspec/variables.ts: CODEBUILD_SRC_DIR_Extra',
  },
  'codebuild.internal-variables': {
    text: 'Beside the documented variables, real builds have some of the agent and of ECS.',
    source: 'Environments printed in posted logs 2017–2020',
    evidence: 'observed log',
    test: 'conformance/buildspec/variables.ts: CODEBUILD_AGENT_ENDPOINT',
  },
} satisfies Record<string, Rule>;
