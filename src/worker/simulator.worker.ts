import { expose } from 'comlink';
import type { Diagnostic } from '../simulator/diagnostics.ts';
import type { PolicyKind } from '../simulator/iam/types.ts';
import {
  ask,
  editText,
  fixForCall,
  leastPrivilege,
  parseBuildspec,
  parsePipeline,
  parsePolicy,
  parseProject,
  parseScenario,
  reviewPolicy,
  simulate,
  surroundingsOf,
} from '../simulator/index.ts';
import type { Scenario } from '../simulator/scenario/types.ts';
import { inspect, readFile, typeInto } from './containers.ts';
import type { DocumentKind, SimulatorApi } from './protocol.ts';
import { vocabularyOf } from './vocabulary.ts';

const parsers: Record<
  DocumentKind,
  (text: string, scenario?: Scenario) => { diagnostics: Diagnostic[] }
> = {
  buildspec: (text, scenario) =>
    parseBuildspec(text, scenario === undefined ? null : surroundingsOf(scenario)),
  identityPolicy: (text) => parsePolicy(text, 'identity'),
  trustPolicy: (text) => parsePolicy(text, 'trust'),
  resourcePolicy: (text) => parsePolicy(text, 'resource'),
  pipeline: parsePipeline,
  project: parseProject,
};

const policies: Partial<Record<DocumentKind, PolicyKind>> = {
  identityPolicy: 'identity',
  trustPolicy: 'trust',
  resourcePolicy: 'resource',
};

let running: AbortController | null = null;

const api: SimulatorApi = {
  ready: () => true,
  simulate: async (scenario) => {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    try {
      return await simulate(scenario, { signal: mine.signal });
    } finally {
      if (running === mine) running = null;
    }
  },
  parse: (kind, text, scenario) => parsers[kind](text, scenario).diagnostics,
  readScenario: parseScenario,
  fix: async (scenario, call) => fixForCall(scenario, call),
  leastPrivilege: async (scenario, recording, role) => leastPrivilege(scenario, recording, role),
  ask: async (scenario, question) => ask(scenario, question),
  review: async (kind, text) => {
    const policy = policies[kind];
    return policy === undefined ? [] : reviewPolicy(text, policy);
  },
  editText,
  vocabulary: vocabularyOf,
  inspect,
  readFile,
  type: typeInto,
};

expose(api);
