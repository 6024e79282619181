import type { PolicyLayer, StatementTrace } from '../../iam/types.ts';
import { nameOf, shortName, statementName } from '../names.ts';
import { valueAt } from '../policyEdits.ts';
import { type Candidate, type CandidateMaker, nearMisses, type Situation } from '../situation.ts';
import type { PolicyEdit } from '../types.ts';
import { append, documentNamed } from './append.ts';
import { mendings } from './mendCondition.ts';
import { principalEntry } from './principal.ts';

/**
 * Lets the caller in by an Allow statement about the same action: its principal, its conditions, or both (IAM User Guide,
 * "How to use trust policies with IAM roles"). Serves resource policies, too.
 */
export const letIn: CandidateMaker = (situation, layer) =>
  nearMisses(situation, layer).flatMap(({ statement, missed }): Candidate[] => {
    const stranger = missed.some(({ element }) => element === 'Principal');
    const conditions = missed.filter(({ element }) => element === 'Condition');
    if (missed.length !== conditions.length + (stranger ? 1 : 0)) return [];
    const admission = stranger ? admit(situation, layer, statement) : [[]];
    const mended =
      conditions.length === 0
        ? [{ edits: [], words: '' }]
        : mendings(situation, layer, statement, conditions);
    return admission.flatMap((principal, choice) =>
      mended.map(({ edits, words }, way): Candidate => {
        const { name } = principalEntry(situation.request);
        const where = layer === 'trust' ? nameOf(statement.policy) : statementName(statement);
        const who = stranger ? `${where} does not name ${name}.` : '';
        return {
          kind: stranger ? 'trust-principal' : 'trust-condition',
          layer,
          title: stranger
            ? `Let ${shortName(name)} in by ${where}`
            : `Mend the condition in ${where}`,
          reason: [who, words].filter((part) => part !== '').join(' '),
          edits: [...principal, ...edits],
          near: -choice - way,
        };
      }),
    );
  });

/** The caller beside those who are named already, and instead of the one that is. */
function admit(
  situation: Situation,
  layer: PolicyLayer,
  statement: StatementTrace,
): PolicyEdit[][] {
  const content = documentNamed(situation, layer, statement.policy);
  const { kind, name } = principalEntry(situation.request);
  const path = [...statement.path, 'Principal', kind];
  const beside = append({ name: statement.policy, content }, path, name);
  const instead: PolicyEdit = { op: 'set', document: statement.policy, path, value: name };
  return typeof valueAt(content, path) === 'string' ? [[beside], [instead]] : [[beside]];
}
