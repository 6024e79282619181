import { vi } from 'vitest';
import type { Diagnostic } from '../../../src/simulator/diagnostics.ts';
import type { Recording } from '../../../src/simulator/recording/types.ts';
import type { Scenario } from '../../../src/simulator/scenario/types.ts';
import { createSession } from '../../../src/studio/session/store.ts';
import type { SimulatorClient } from '../../../src/worker/client.ts';

export const scenario: Scenario = {
  version: 1,
  id: 'small',
  name: 'Small',
  repository: {
    fullName: 'acme/web',
    branch: 'main',
    files: { 'buildspec.yml': 'version: 0.2\n', 'package.json': '{}\n' },
  },
  pipeline: { name: 'web-pipeline', roleArn: 'arn:aws:iam::111122223333:role/p', stages: [] },
  projects: {
    'web-build': {
      name: 'web-build',
      source: { type: 'CODEPIPELINE' },
      artifacts: { type: 'CODEPIPELINE' },
      environment: {
        type: 'LINUX_CONTAINER',
        image: 'aws/codebuild/standard:7.0',
        computeType: 'S',
      },
      serviceRole: 'arn:aws:iam::111122223333:role/web-build-role',
    },
  },
  roles: {
    'web-build-role': {
      trustPolicy: { Version: '2012-10-17', Statement: [] },
      policies: { Site: { Version: '2012-10-17', Statement: [{ Effect: 'Allow' }] } },
    },
  },
  resources: { buckets: { 'acme-web-site': { policy: { Version: '2012-10-17' } }, plain: {} } },
};

export const site = 'role:web-build-role/policy:Site';

const range = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };
const malformed: Diagnostic = {
  severity: 'error',
  code: 'MalformedPolicyDocument',
  message: 'Syntax errors in policy.',
  path: [],
  range,
};

/** A client that calls a text with "bad" in it wrong, and plays every run at once. */
export function fakeClient(): SimulatorClient & {
  simulate: ReturnType<typeof vi.fn<SimulatorClient['simulate']>>;
} {
  return {
    simulate: vi.fn<SimulatorClient['simulate']>(async (given) => ({
      ok: true,
      value: { scenario: given, events: [] } as unknown as Recording,
    })),
    parse: async (kind, text) => ({
      ok: true,
      value: text.includes('bad')
        ? [{ ...malformed, code: kind === 'buildspec' ? 'YAML_FILE_ERROR' : malformed.code }]
        : [],
    }),
    readScenario: async () => ({ ok: true, value: { ok: true, scenario } }),
    fix: async () => ({ ok: true, value: { ok: false, reason: 'No policy edit helps here.' } }),
    leastPrivilege: async (_scenario, _recording, role) => ({
      ok: true,
      value: { role, policy: { Version: '2012-10-17', Statement: [] }, used: [], excess: [] },
    }),
    ask: async () => ({ ok: false, failure: { code: 'failed', message: 'Nobody was asked.' } }),
    review: async () => ({ ok: true, value: [] }),
    editText: async (text) => ({ ok: true, value: text }),
    vocabulary: async () => ({
      ok: true,
      value: { services: [], actions: [], resources: [], keys: [] },
    }),
    warmUp: () => {},
    inspect: async () => ({ ok: true, value: null }),
    readFile: async () => ({ ok: true, value: null }),
    type: async () => ({ ok: true, value: { output: [], exitCode: 0, cwd: '/' } }),
    dispose: () => {},
  };
}

export function memoryStore(): Storage {
  const map = new Map<string, string>();
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    clear: () => map.clear(),
    key: (index) => [...map.keys()][index] ?? null,
    get length() {
      return map.size;
    },
  };
}

export function fakeSession(storage: Storage | null = memoryStore(), client = fakeClient()) {
  const load = vi.fn();
  const store = createSession({ scenario, client, player: { load }, storage, parseDelayMs: 1 });
  return { store, load, client, storage };
}
