import type { FilledScenario } from '../../../scenario/types.ts';
import { records } from '../../state.ts';
import type { CloudState, ServiceDefinition } from '../../types.ts';
import { operations } from '../operation.ts';
import { commandOperations } from './commands.ts';
import { newParameter, parameterKind, parameterOperations } from './parameters.ts';
import { puttingOperations } from './putting.ts';

/** AWS Systems Manager API Reference: Parameter Store, Run Command and Session Manager. */
export const ssmService: ServiceDefinition = {
  service: 'ssm',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 400,
  quotesResource: false,
  seed(state: CloudState, scenario: FilledScenario) {
    for (const [name, declared] of Object.entries(scenario.resources.parameters ?? {})) {
      records(state, parameterKind).set(name, newParameter(name, declared));
    }
  },
  operations: operations('ssm', {
    ...parameterOperations,
    ...puttingOperations,
    ...commandOperations,
  }),
};
