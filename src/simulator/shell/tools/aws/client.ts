import type { Params } from '../../../cloud/types.ts';
import type { ToolContext } from '../../types.ts';
import { readProfile } from './config.ts';
import { CallError, configurationError, generalError } from './errors.ts';
import type { Globals } from './globals.ts';
import { assumeProfileRole, withKeys } from './profileRole.ts';

/** Makes calls with the options of one command line. Throws `CallError` when there is no result. */
export interface Client {
  call(service: string, operation: string, params: Params): Promise<Params>;
  /** Only asks whether the call is permitted: what it would do is not simulated. */
  authorize(service: string, operation: string, resource: string): Promise<void>;
  /** Region of the command line, the environment or the profile. */
  readonly region: string | undefined;
  /** The environment with the credentials that sign: for what is signed but not sent (`s3 presign`). */
  signing(): Promise<Record<string, string>>;
}

/** What a bucket may be called before the CLI sends anything (AWS CLI, botocore's parameter check). */
const bucketPattern = '^[a-zA-Z0-9.\\-_]{1,255}$';
const arnPattern =
  '^arn:(aws).*:(s3|s3-object-lambda):[a-z\\-0-9]*:[0-9]{12}:accesspoint[/:][a-zA-Z0-9\\-.]{1,63}$|^arn:(aws).*:s3-outposts:[a-z\\-0-9]+:[0-9]{12}:outpost[/:][a-zA-Z0-9\\-]{1,63}[/:]accesspoint[/:][a-zA-Z0-9\\-]{1,63}$';

/** HEAD answers have no body: code and message come from the HTTP status alone. */
const headMessages: Readonly<Record<number, string>> = {
  301: 'Moved Permanently',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
};

function checkParameters(service: string, params: Params): void {
  if (service !== 's3') return;
  const { Bucket: bucket, Key: key } = params;
  if (typeof bucket === 'string' && !new RegExp(bucketPattern).test(bucket)) {
    throw new CallError(
      'parameters',
      `Parameter validation failed:\nInvalid bucket name "${bucket}": Bucket name must match the regex "${bucketPattern}" or be an ARN matching the regex "${arnPattern}"`,
    );
  }
  if (key === '') {
    throw new CallError(
      'parameters',
      'Parameter validation failed:\nInvalid length for parameter Key, value: 0, valid min length: 1',
    );
  }
}

/** Services that have one endpoint for all Regions, or find the right one by themselves. */
const worldwide = new Set([
  's3',
  'sts',
  'iam',
  'cloudfront',
  'route53',
  'organizations',
  'support',
]);

/**
 * Who signs: `--profile`, else environment variables, else the shared files, else the container endpoint (AWS CLI User Guide,
 * "Configuration settings and precedence"). The host looks at the environment that results. Exit 255 for an unknown profile,
 * 253 without a Region (S3 needs none).
 */
export async function makeClient(ctx: ToolContext, globals: Globals): Promise<Client> {
  const profile = await readProfile(ctx, globals.profile);
  if (!profile.exists) {
    throw generalError(`The config profile (${profile.name}) could not be found`);
  }
  const region =
    globals.region ??
    (ctx.env.AWS_REGION || ctx.env.AWS_DEFAULT_REGION || profile.settings.get('region'));
  let env: Record<string, string> | null = null;
  const signing = async (): Promise<Record<string, string>> => {
    const { settings, explicit, name } = profile;
    const byProfile = explicit || !ctx.env.AWS_ACCESS_KEY_ID;
    if (byProfile && settings.has('role_arn')) {
      return assumeProfileRole(ctx, name, settings, region);
    }
    return byProfile && (explicit || settings.has('aws_access_key_id'))
      ? withKeys(ctx.env, settings)
      : ctx.env;
  };
  const call = async (
    service: string,
    operation: string,
    params: Params,
    assumedResource?: string,
  ): Promise<Params> => {
    checkParameters(service, params);
    if (!region && !worldwide.has(service)) {
      throw configurationError(
        'You must specify a region. You can also configure your region by running "aws configure".',
      );
    }
    env ??= await signing();
    const result = await ctx.host.aws({
      service,
      operation,
      params,
      env,
      ...(region ? { region } : {}),
      ...(assumedResource === undefined ? {} : { assumedResource }),
    });
    if (result === 'no-credentials') {
      throw new CallError('credentials', 'Unable to locate credentials');
    }
    if (result.ok) {
      if (result.assumed !== undefined) ctx.assumed(result.assumed);
      return result.output;
    }
    const { status } = result.error;
    const head = operation.startsWith('Head') ? headMessages[status] : undefined;
    const code = head === undefined ? result.error.code : String(status);
    const message = head ?? result.error.message;
    throw new CallError(
      'service',
      `An error occurred (${code}) when calling the ${operation} operation: ${message}`,
      status,
      code,
    );
  };
  return {
    call: (service, operation, params) => call(service, operation, params),
    async authorize(service, operation, resource) {
      await call(service, operation, {}, resource);
    },
    region: region || undefined,
    signing,
  };
}
