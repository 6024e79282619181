import { isRecord, own } from '../../record.ts';
import { removeMember } from '../finding.ts';
import { isEmptyList } from './view.ts';
import type { StatementWarning } from './warning.ts';

/** Source: IAM Access Analyzer policy check reference, suggestions about empty elements. */
export const emptyWarnings: readonly StatementWarning[] = [
  {
    issueCode: 'EMPTY_SID_VALUE',
    title: 'Empty Sid value',
    findingType: 'SUGGESTION',
    words: 'A Sid is the name of the statement. Give it one, or leave the element out.',
    fires({ source }, fire) {
      if (source.Sid === '') fire({ at: ['Sid'], mend: removeMember('Sid') });
    },
  },
  {
    issueCode: 'EMPTY_ARRAY_RESOURCE',
    title: 'Empty array resource',
    findingType: 'SUGGESTION',
    words: 'An empty list matches no resource, so the statement never applies.',
    fires({ source }, fire) {
      for (const name of ['Resource', 'NotResource'] as const) {
        if (isEmptyList(source[name])) fire({ at: [name] });
      }
    },
  },
  {
    issueCode: 'EMPTY_ARRAY_PRINCIPAL',
    title: 'Empty array principal',
    findingType: 'SUGGESTION',
    words: 'An empty list names nobody. Add a value or remove the member.',
    fires({ source }, fire) {
      for (const name of ['Principal', 'NotPrincipal'] as const) {
        const element = source[name];
        if (!isRecord(element)) continue;
        for (const kind of Object.keys(element)) {
          if (isEmptyList(own(element, kind))) {
            fire({ at: [name, kind], mend: removeMember(kind) });
          }
        }
      }
    },
  },
  {
    issueCode: 'EMPTY_OBJECT_PRINCIPAL',
    title: 'Empty object principal',
    findingType: 'SUGGESTION',
    words: 'The object names nobody, so the statement holds for nobody.',
    fires({ source }, fire) {
      for (const name of ['Principal', 'NotPrincipal'] as const) {
        const element = source[name];
        if (isRecord(element) && Object.keys(element).length === 0) fire({ at: [name] });
      }
    },
  },
  {
    issueCode: 'EMPTY_OBJECT_CONDITION',
    title: 'Empty object condition',
    findingType: 'SUGGESTION',
    words: 'An empty object is no condition at all: the statement holds always.',
    fires({ source: { Condition: block } }, fire) {
      if (!isRecord(block)) return;
      const operators = Object.keys(block);
      if (operators.length === 0) fire({ at: ['Condition'], mend: removeMember('Condition') });
      for (const operator of operators) {
        const keys = own(block, operator);
        if (isRecord(keys) && Object.keys(keys).length === 0) {
          fire({ at: ['Condition', operator], mend: removeMember(operator) });
        }
      }
    },
  },
  {
    issueCode: 'EMPTY_ARRAY_CONDITION',
    title: 'Empty array condition',
    findingType: 'SUGGESTION',
    words: 'No value is listed: a positive operator then never matches, a negated one always does.',
    fires({ source, conditions }, fire) {
      if (!isRecord(source.Condition)) return;
      for (const { key, values, operator } of conditions) {
        if (values.length > 0) continue;
        const keys = own(source.Condition, operator);
        if (isRecord(keys) && isEmptyList(own(keys, key.text))) fire({ at: key.at, mark: 'key' });
      }
    },
  },
];
