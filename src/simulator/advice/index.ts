/** Advice about permissions: proven fixes of denials, the smallest policy for a run, and answers to questions. */
export { fixForCall } from './fixForCall.ts';
export { applyEdit, applyEdits } from './policyEdits.ts';
export { documentOf, editScenario } from './scenarioDocuments.ts';
export { smallestFix } from './smallestFix.ts';
export { editText } from './textEdit.ts';
