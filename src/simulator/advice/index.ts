/** Advice about permissions: proven fixes of denials, the smallest policy for a run, and answers to questions. */

export { ask } from './ask.ts';
export { fixForCall } from './fixForCall.ts';
export { leastPrivilege } from './leastPrivilege.ts';
export { applyEdit, applyEdits } from './policyEdits.ts';
export { documentOf, editScenario } from './scenarioDocuments.ts';
export { smallestFix } from './smallestFix.ts';
export { editText } from './textEdit.ts';
