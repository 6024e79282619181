import { expose } from 'comlink';
import type { Diagnostic } from '../simulator/diagnostics.ts';
import {
  editText,
  parseBuildspec,
  parsePipeline,
  parsePolicy,
  parseProject,
  parseScenario,
  simulate,
} from '../simulator/index.ts';
import type { DocumentKind, SimulatorApi } from './protocol.ts';
import { vocabularyOf } from './vocabulary.ts';

const parsers: Record<DocumentKind, (text: string) => { diagnostics: Diagnostic[] }> = {
  buildspec: parseBuildspec,
  identityPolicy: (text) => parsePolicy(text, 'identity'),
  trustPolicy: (text) => parsePolicy(text, 'trust'),
  resourcePolicy: (text) => parsePolicy(text, 'resource'),
  pipeline: parsePipeline,
  project: parseProject,
};

let running: AbortController | null = null;

const api: Omit<SimulatorApi, 'fix' | 'leastPrivilege' | 'ask' | 'review'> = {
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
  parse: (kind, text) => parsers[kind](text).diagnostics,
  readScenario: parseScenario,
  editText,
  vocabulary: vocabularyOf,
};

expose(api);
