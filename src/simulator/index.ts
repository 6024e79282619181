/**
 * The simulator's full face: runs scenarios and judges documents. Heavy (shell, schemas, machines): only the worker, build
 * scripts and tests import it.
 */
export {
  ask,
  documentOf,
  editScenario,
  editText,
  fixForCall,
  leastPrivilege,
  smallestFix,
} from './advice/index.ts';
export { parseBuildspec } from './codebuild/buildspec/index.ts';
export { surroundingsOf } from './codebuild/buildspec/surroundings.ts';
export { parseProject } from './codebuild/parseProject.ts';
export { type SimulateOptions, simulate } from './engine/simulate.ts';
export { authorize, parsePolicy, reviewPolicy } from './iam/index.ts';
export { loadKnowledge } from './iam/knowledge/index.ts';
export { GLOBAL_KEYS } from './iam/knowledge/keys.ts';
export { type Inspection, inspectAt } from './inspection/inspect.ts';
export { openShell, type ShellSession } from './inspection/openShell.ts';
export { parsePipeline } from './pipeline/parse.ts';
export * from './read.ts';
export { parseScenario } from './scenario/parse.ts';
