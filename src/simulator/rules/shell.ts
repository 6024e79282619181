import type { Rule } from '../recording/worldTypes.ts';

/** Rules of the shell that runs buildspec commands. */
export const shellRules = {
  'shell.node-heap-limit': {
    text: 'Node.js aborts (134) when its heap is full: half of the memory, at most 2 GiB, or what --max-old-space-size says.',
    source: 'V8, "Heap::HeapSizeFromPhysicalMemory"; posted build logs',
    evidence: 'derived',
    test: 'conformance/codebuild/faults/memory.ts: a bundler needs more than the heap of Node.js',
  },
  'shell.memory-killed': {
    text: 'A command that needs more memory than the container has is killed: exit status 137.',
    source:
      'CodeBuild User Guide, "Build environment compute modes and types"; Linux, SIGKILL of the OOM killer',
    evidence: 'derived',
    test: 'conformance/codebuild/faults/memory.ts: a command needs more memory than the container has',
  },
  'shell.state-carries': {
    text: 'Each command is a fresh script: directory and variables carry over to later commands and phases, also variables that were not exported.',
    source:
      'CodeBuild User Guide, "Build specification reference" (version 0.2); posted build logs 2017–2026',
    evidence: 'derived',
    test: 'unit/shell/spike-state.test.ts: keeps variables, also without export, and the directory',
  },
  'shell.functions-do-not-carry': {
    text: 'Functions, aliases, options of set and traps end with the command that made them.',
    source: 'Reconstruction from the error text of posted build logs 2017–2026',
    evidence: 'derived',
    test: 'unit/shell/spike-state.test.ts: does not keep functions, aliases, options and traps',
  },
  'shell.exit-skips-saving': {
    text: 'A command that leaves by exit or set -e does not save its state: variables and directory are as before it.',
    source: 'Reconstruction from the error text of posted build logs 2017–2026',
    evidence: 'derived',
    test: 'unit/shell/spike-state.test.ts: saves nothing when the command leaves by exit or set -e',
  },
  'shell.last-statement-counts': {
    text: 'Of a block of several lines the status of the last statement counts; a failure before it goes unnoticed without set -e.',
    source: 'POSIX, "Shell Command Language", exit status of lists',
    evidence: 'documented',
    test: 'unit/shell/spike-state.test.ts: takes the status of the last statement of a block',
  },
  'shell.last-of-pipeline-counts': {
    text: 'The status of a pipeline is that of its last part; sh has no pipefail.',
    source: 'POSIX, "Shell Command Language", pipelines',
    evidence: 'documented',
    test: 'unit/shell/spike-state.test.ts: takes the status of the last statement of a block',
  },
  'shell.cd-persists': {
    text: 'A cd stays in force for later commands and phases, so that a second relative cd to the same place fails.',
    source: 'Community write-up of 2025 with the build log',
    evidence: 'observed log',
    test: 'unit/shell/spike-state.test.ts: keeps a failed cd from moving: the documented trap of two phases',
  },
  'shell.background-ends-with-command': {
    text: 'Work put into the background ends with its command unless it was started with nohup.',
    source: 'CodeBuild User Guide, "Background tasks in build environments"',
    evidence: 'derived',
    test: 'unit/shell/spike-state.test.ts: keeps background work only behind nohup',
  },
  'shell.command-not-found': {
    text: 'A command that no function, built-in or file of PATH bears the name of ends with 127.',
    source: 'POSIX, "Shell Command Language", command search and execution; posted build logs',
    evidence: 'observed log',
    test: 'unit/shell/scripts.test.ts: kubctl get pods: 127, in the words of the shell of the image',
  },
  'shell.not-executable': {
    text: 'A file without the executable bit is not run: Permission denied, 126.',
    source: 'POSIX, "Shell Command Language", exit status for commands',
    evidence: 'documented',
    test: 'unit/shell/scripts.test.ts: need the executable bit',
  },
  'shell.first-line-is-four': {
    text: "Messages of the shell name /codebuild/output/tmp/script.sh, where the user's first line is line 4.",
    source: 'Posted build logs 2017–2026',
    evidence: 'observed log',
    test: 'unit/shell/scripts.test.ts: kubctl get pods: 127, in the words of the shell of the image',
  },
  'shell.dash-on-ubuntu': {
    text: 'On Ubuntu images sh is dash: no [[, no source, no arrays, no substrings; its words are those of dash.',
    source: 'Behaviour of dash 0.5.12, recorded; CodeBuild curated images, Dockerfiles',
    evidence: 'observed log',
    test: 'unit/shell/observed.test.ts: behaves as observed',
  },
  'shell.bash-on-amazon-linux': {
    text: 'On Amazon Linux images sh is bash in POSIX mode; env.shell: bash gives bash itself.',
    source: 'Behaviour of bash 5.2, recorded; posted build logs 2025–2026',
    evidence: 'observed log',
    test: 'unit/shell/observed.test.ts: behaves as observed',
  },
  'shell.syntax-error-stops-reading': {
    text: 'A shell reads command by command: what stands before a syntax error has run when the error is found.',
    source: 'POSIX, "Shell Command Language", shell introduction; behaviour of dash and bash',
    evidence: 'observed log',
    test: 'unit/shell/observed.test.ts: behaves as observed',
  },
  'shell.endless-command': {
    text: 'A command that would not end by itself runs until the build times out or is stopped.',
    source: 'CodeBuild User Guide, "Build timeouts"; that it would not end is our assumption',
    evidence: 'derived',
    test: 'unit/shell/endless.test.ts: a command that would not end by itself',
  },
  'shell.scripted-outcome': {
    text: "The scenario's outcome for a command takes the place of running it.",
    source: 'Pipeglass scenario format, outcomes',
    evidence: 'documented',
    test: 'unit/shell/outcomes.test.ts: play for the whole text of a buildspec command',
  },
} satisfies Record<string, Rule>;
