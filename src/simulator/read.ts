/**
 * The read side of the simulator: everything that shows or compares recordings. Light on purpose: the player and every
 * embed load it, so it must not reach the machines, the shell, the schemas or the parsers.
 */
export type {
  Answer,
  AskedQuestion,
  Fix,
  FixOptions,
  FixResult,
  LeastPrivilege,
  PolicyEdit,
} from './advice/types.ts';
export { computeTypes } from './codebuild/computeTypes.ts';
export { curatedImageList } from './codebuild/curatedImageList.ts';
export type { Diagnostic, Path, Problem, Range, SourceRef } from './diagnostics.ts';
export {
  type Explanation,
  type ExplanationLine,
  explainDecision,
  layerLabel,
} from './iam/explain.ts';
export { phraseOf } from './iam/phrases.ts';
export { rangeOfPath } from './iam/rangeOfPath.ts';
export type {
  AuthorizationRequest,
  Decision,
  DecisionResult,
  ElementTrace,
  NamedPolicy,
  PolicyDocument,
  PolicyLayer,
  PolicyLevel,
  PolicySet,
  StatementTrace,
} from './iam/types.ts';
export type * from './inspection/types.ts';
export type { BatchGroup, BatchPhaseType, BatchState } from './recording/batches.ts';
export { charts } from './recording/charts.ts';
export { compare } from './recording/compare.ts';
export type * from './recording/events.ts';
export { describe } from './recording/narration/describe.ts';
export type * from './recording/reports.ts';
export type * from './recording/results.ts';
export type { Recording } from './recording/types.ts';
export { worldAt } from './recording/world.ts';
export type * from './recording/worldTypes.ts';
export { rules } from './rules/index.ts';
export { contextWording, unverifiedWording, wordingOf } from './rules/wordings.ts';
export { globFor, matchesOutcome } from './scenario/outcomes.ts';
export type {
  ActionDeclaration,
  CodeBuildProject,
  Intervention,
  Outcome as ScriptedOutcome,
  PipelineDefinition,
  Repository,
  Resources,
  Role,
  Scenario,
  StageDeclaration,
  SubnetResource,
  TimedIntervention,
} from './scenario/types.ts';
