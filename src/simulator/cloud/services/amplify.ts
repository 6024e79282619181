import { text } from '../params.ts';
import { done, refuse } from '../results.ts';
import { records } from '../state.ts';
import type { Environment, HandlerResult, Params, ServiceDefinition } from '../types.ts';
import { operations } from './operation.ts';

const branchOf = (params: Params): string =>
  `${text(params, 'appId')}/${text(params, 'branchName')}`;

const jobsOf = (params: Params, env: Environment) =>
  records(env.state, `amplify:job/${branchOf(params)}`);

/** The next job of a branch: they are counted from one. */
function nextJob(params: Params, env: Environment): string {
  const jobId = String(jobsOf(params, env).size + 1);
  jobsOf(params, env).set(jobId, { jobId });
  return jobId;
}

function summary(params: Params, env: Environment, jobId: string, jobType: string): HandlerResult {
  const { region, account } = env;
  const branch = `apps/${text(params, 'appId')}/branches/${text(params, 'branchName')}`;
  return {
    ok: true,
    output: {
      jobSummary: {
        jobArn: `arn:aws:amplify:${region}:${account}:${branch}/jobs/${jobId.padStart(10, '0')}`,
        jobId,
        startTime: env.clock.now(),
        status: 'PENDING',
        jobType,
      },
    },
    assumed: 'What Amplify builds and deploys is not simulated.',
  };
}

const branch = 'arn:aws:amplify:{region}:{account}:apps/{appId}/branches/{branchName}';

/** AWS Amplify API Reference. */
export const amplifyService: ServiceDefinition = {
  service: 'amplify',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 403,
  quotesResource: false,
  operations: operations('amplify', {
    StartJob: {
      resource: `${branch}/jobs/*`,
      handle: (params, env) =>
        summary(params, env, nextJob(params, env), text(params, 'jobType') || 'RELEASE'),
      details: (params) => ({ branch: branchOf(params) }),
    },
    CreateDeployment: {
      resource: `${branch}/deployments/*`,
      handle(params, env) {
        const jobId = nextJob(params, env);
        const at = env.ids.uuid(`amplify/${branchOf(params)}/${jobId}`);
        const zipUploadUrl = `https://aws-amplify-prod-${env.region}-artifacts.s3.${env.region}.amazonaws.com/${branchOf(params)}/${jobId}/DEPLOY/${at}/artifacts.zip?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=28800`;
        return done({ jobId, fileUploadUrls: {}, zipUploadUrl });
      },
      details: (params) => ({ branch: branchOf(params) }),
    },
    StartDeployment: {
      resource: `${branch}/deployments/*`,
      handle(params, env) {
        const jobId = text(params, 'jobId');
        if (jobId !== '' && !jobsOf(params, env).has(jobId)) {
          return refuse('NotFoundException', `Job with id ${jobId} not found.`, 404);
        }
        return summary(params, env, jobId === '' ? nextJob(params, env) : jobId, 'MANUAL');
      },
      details: (params) => ({ branch: branchOf(params) }),
    },
  }),
};
