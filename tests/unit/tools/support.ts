import { InMemoryFs } from 'just-bash/browser';
import type { CallResult, Params, Session } from '../../../src/simulator/cloud/types.ts';
import type { Tool, ToolContext } from '../../../src/simulator/shell/types.ts';

export const start = Date.parse('2026-07-14T09:57:00Z');

export interface Call {
  service: string;
  operation: string;
  params: Params;
  env: Record<string, string>;
  region?: string;
  accessKeyId?: string;
}
type Answer = { ok: true; output: Params } | { code: string; message: string; status: number };
export type Aws = (call: Call) => Answer | 'no-credentials';

export const session: Session = {
  accessKeyId: 'ASIAEXAMPLEEXAMPLE12',
  secretAccessKey: 'secretsecretsecretsecretsecretsecretsecr',
  token: 'token',
  roleName: 'web-build-role',
  roleArn: 'arn:aws:iam::111122223333:role/web-build-role',
  roleId: 'AROAEXAMPLEEXAMPLE12',
  sessionName: 'AWSCodeBuild-1',
  arn: 'arn:aws:sts::111122223333:assumed-role/web-build-role/AWSCodeBuild-1',
  account: '111122223333',
  issuedAt: 0,
  expiresAt: 3_600_000,
};

export const image7 = 'aws/codebuild/standard:7.0';
/** What the image sets (standard:7.0), as far as tools read it. */
export const imageEnv = {
  HOME: '/root',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_REGION: 'us-east-1',
  AWS_EXECUTION_ENV: 'AWS_ECS_EC2',
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2/credentials/1',
  NODE_18_VERSION: '18.20.8',
  NODE_20_VERSION: '20.20.0',
  NODE_22_VERSION: '22.22.0',
  PYTHON_311_VERSION: '3.11.15',
  PYTHON_312_VERSION: '3.12.13',
  GOLANG_20_VERSION: '1.20.14',
};

export interface Setting {
  files?: Record<string, string | Uint8Array>;
  env?: Record<string, string>;
  stdin?: string;
  cwd?: string;
  aws?: Aws;
  privileged?: boolean;
  image?: string;
  session?: Session | null;
  /** A child shell: gets script, environment and directory; its output and exit code come back. */
  sh?: (
    script: string,
    env: Record<string, string>,
    cwd: string,
  ) => { stdout?: string; stderr?: string; exitCode?: number };
}

export interface Result {
  exitCode: number;
  stdout: string;
  stderr: string;
  /** Both streams in the order of writing. */
  output: string;
  calls: { operation: string; params: Params }[];
  assumed: string[];
  /** ms of virtual time. */
  took: number;
}

/** A container for tools: file system and clock stay from one `run` to the next. */
export function container(setting: Setting = {}) {
  const cwd = setting.cwd ?? '/src';
  const fs = new InMemoryFs();
  fs.mkdirSync(cwd, { recursive: true });
  for (const [path, content] of Object.entries(setting.files ?? {})) {
    fs.writeFileSync(path.startsWith('/') ? path : `${cwd}/${path}`, content, 'utf8', {
      mtime: new Date(start - 60_000),
    });
  }
  let now = 0;
  let runs = 0;
  async function run(tool: Tool, args: string[], more: Partial<Setting> = {}): Promise<Result> {
    const o = { ...setting, ...more };
    const result: Result = {
      exitCode: 0,
      stdout: '',
      stderr: '',
      output: '',
      calls: [],
      assumed: [],
      took: 0,
    };
    const write = (stream: 'stdout' | 'stderr') => (text: string) => {
      result[stream] += text;
      result.output += text;
    };
    const from = now;
    const command = runs++;
    const sleep = async (ms: number) => {
      now += ms;
    };
    const env = { ...imageEnv, ...o.env };
    const ctx: ToolContext = {
      args,
      called: tool.name,
      env,
      cwd: o.cwd ?? '/src',
      stdin: o.stdin ?? '',
      fs,
      stdout: write('stdout'),
      stderr: write('stderr'),
      sleep,
      key: (name) => `container/${command}/${name}`,
      assumed: (note) => {
        result.assumed.push(note);
      },
      async sh(script, child) {
        const answer = o.sh?.(script, child?.env ?? env, child?.cwd ?? ctx.cwd) ?? {};
        ctx.stdout(answer.stdout ?? '');
        ctx.stderr(answer.stderr ?? '');
        return answer.exitCode ?? 0;
      },
      host: {
        clock: { now: () => now, unix: () => start + now, sleep },
        ids: {
          uuid: (key) => `uuid(${key})`,
          text: (_key, length, alphabet) => alphabet.slice(0, 1).repeat(length),
          hex: (_key, length) => 'a'.repeat(length),
          fraction: () => 0.5,
        },
        dialect: 'dash',
        scope: 'container',
        account: '111122223333',
        region: 'us-east-1',
        outcomes: [],
        privileged: o.privileged ?? false,
        image: o.image ?? image7,
        session: () => (o.session === undefined ? session : o.session),
        async aws(call): Promise<CallResult | 'no-credentials'> {
          result.calls.push({ operation: call.operation, params: call.params });
          await sleep(50);
          const answer = o.aws?.(call) ?? {
            code: 'NotFaked',
            message: call.operation,
            status: 500,
          };
          if (answer === 'no-credentials') return answer;
          return 'ok' in answer
            ? { ok: true, output: answer.output, seq: 0 }
            : { ok: false, error: answer, seq: 0 };
        },
      },
    };
    result.exitCode = await tool.run(ctx);
    result.took = now - from;
    return result;
  }
  return {
    fs,
    run,
    read: (path: string) => fs.readFile(path.startsWith('/') ? path : `${cwd}/${path}`),
  };
}

export const denied = (action: string, resource: string): Answer => ({
  code: 'AccessDenied',
  message: `User: ${session.arn} is not authorized to perform: ${action} on resource: "${resource}" because no identity-based policy allows the ${action} action`,
  status: 403,
});
