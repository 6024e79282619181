import { arn } from '../arns.ts';
import { text } from '../params.ts';
import { done, refuse } from '../results.ts';
import { records } from '../state.ts';
import type { CloudState, OperationDefinition, Params } from '../types.ts';
import { operations } from './operation.ts';

const kind = 'codebuild:report-group';

/** Is there a report group of this name in the account already? */
export const hasReportGroup = (state: CloudState, name: string): boolean =>
  records(state, kind).has(name);

const size = (params: Params, name: string): number =>
  Array.isArray(params[name]) ? params[name].length : 0;

const group = { resource: '{reportGroupArn}', trail: 'management' } as const;

/**
 * What the agent calls to hand over reports, each on the report group's ARN (CodeBuild User Guide, "Test report permissions").
 * Only CreateReportGroup is a public operation; the others exist as permissions.
 */
export const reportOperations: Record<string, OperationDefinition> = operations('codebuild', {
  CreateReportGroup: {
    resource: (params, env) => arn.reportGroup(env, text(params, 'name')),
    details: (params) => ({ reportGroup: text(params, 'name') }),
    rule: 'codebuild.report-groups',
    handle(params, env) {
      const name = text(params, 'name');
      const groupArn = arn.reportGroup(env, name);
      if (hasReportGroup(env.state, name)) {
        return refuse('ResourceAlreadyExistsException', `Report group already exists: ${groupArn}`);
      }
      const reportGroup = { arn: groupArn, name, type: text(params, 'type') };
      records(env.state, kind).set(name, reportGroup);
      return done({ reportGroup });
    },
  },
  CreateReport: {
    ...group,
    details: (params) => ({ reportGroup: text(params, 'reportGroupArn') }),
    handle(params, env) {
      const name = text(params, 'reportGroupArn').split('/').slice(1).join('/');
      const id = env.ids.uuid(`${env.trace.scope}/report/${name}`);
      return done({ report: { arn: arn.report(env, `${name}:${id}`) } });
    },
  },
  BatchPutTestCases: {
    ...group,
    details: (params) => ({ testCases: size(params, 'testCases') }),
  },
  BatchPutCodeCoverages: {
    ...group,
    details: (params) => ({ codeCoverages: size(params, 'codeCoverages') }),
  },
  UpdateReport: { ...group, details: (params) => ({ status: text(params, 'status') }) },
});
