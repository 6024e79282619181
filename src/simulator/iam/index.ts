/** The permission engine: policy documents, decisions about requests, and decisions in plain words. */
export { checkPolicy, isPolicyInForce } from './check/index.ts';
export { decisionRule } from './decisionRule.ts';
export { authorize } from './evaluate.ts';
export { explainDecision } from './explain.ts';
export { parsePolicy } from './parse.ts';
export { POLICIES_PER_ROLE, quotaExceeded, tooManyPolicies } from './quotas.ts';
export { rangeOfPath } from './rangeOfPath.ts';
export { reviewPolicy } from './review/index.ts';
