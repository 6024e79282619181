import { type Remote, releaseProxy, wrap } from 'comlink';
import type { FixResult, LeastPrivilege, PolicyEdit } from '../simulator/advice/types.ts';
import type { Diagnostic } from '../simulator/diagnostics.ts';
import type {
  ContainerFileContents,
  ContainerSnapshot,
  ShellReply,
} from '../simulator/inspection/types.ts';
import type { ApiCall } from '../simulator/recording/events.ts';
import type { Recording } from '../simulator/recording/types.ts';
import type { Scenario } from '../simulator/scenario/types.ts';
import type {
  DocumentKind,
  Question,
  QuestionAnswer,
  ScenarioReading,
  ShellPlace,
  SimulatorApi,
  Vocabulary,
} from './protocol.ts';

/** Why there is no answer. `superseded` is no fault: a later run took its place. */
export interface SimulatorFailure {
  code: 'timeout' | 'crashed' | 'superseded' | 'failed';
  /** A sentence for the screen. */
  message: string;
}
export type Answer<T> = { ok: true; value: T } | { ok: false; failure: SimulatorFailure };

/** The simulator, on its own thread. No call rejects. */
export interface SimulatorClient {
  simulate(scenario: Scenario): Promise<Answer<Recording>>;
  /** @param scenario that the text is part of: some warnings depend on it */
  parse(kind: DocumentKind, text: string, scenario?: Scenario): Promise<Answer<Diagnostic[]>>;
  readScenario(input: unknown): Promise<Answer<ScenarioReading>>;
  /** Proven edits that let a denied call through. */
  fix(scenario: Scenario, call: Omit<ApiCall, 'seq'>): Promise<Answer<FixResult>>;
  leastPrivilege(
    scenario: Scenario,
    recording: Recording,
    role: string,
  ): Promise<Answer<LeastPrivilege>>;
  ask(scenario: Scenario, question: Question): Promise<Answer<QuestionAnswer>>;
  review(kind: DocumentKind, text: string): Promise<Answer<Diagnostic[]>>;
  editText(text: string, edits: readonly PolicyEdit[]): Promise<Answer<string>>;
  vocabulary(prefix: string): Promise<Answer<Vocabulary>>;
  /** Inside of the container that runs once event `seq` has happened; null: none does. */
  inspect(scenario: Scenario, seq: number): Promise<Answer<ContainerSnapshot | null>>;
  readFile(
    scenario: Scenario,
    seq: number,
    path: string,
  ): Promise<Answer<ContainerFileContents | null>>;
  /** Type a line into a shell at a moment. A line that takes too long stops the thread; the next one finds the shell as it was. */
  type(place: ShellPlace, line: string): Promise<Answer<ShellReply>>;
  /** Load the code ahead of need. */
  warmUp(): void;
  dispose(): void;
}

export interface ClientOptions {
  /** Makes the thread; tests give their own. */
  spawn?: () => Worker;
  /** Wall time that one call may take, ms. */
  limitMs?: number;
  /** Wall time that loading the code may take, ms. */
  loadLimitMs?: number;
}

interface Live {
  worker: Worker;
  remote: Remote<SimulatorApi>;
  loaded: Promise<unknown>;
  /** Settles every open call when the thread is gone. */
  gone: Promise<SimulatorFailure>;
  end(failure: SimulatorFailure): void;
}

const failures = {
  timeout: 'The simulator took too long and was stopped. Nothing was changed; try a smaller edit.',
  crashed: 'The simulator stopped unexpectedly. It starts anew with your next run.',
  superseded: 'A later run took the place of this one.',
} as const;
const failure = (code: keyof typeof failures): SimulatorFailure => ({
  code,
  message: failures[code],
});

const spawnWorker = (): Worker =>
  new Worker(new URL('./simulator.worker.ts', import.meta.url), { type: 'module' });

/** The thread is made on the first call, and made anew after it was stopped or broke. */
export function createSimulatorClient(options: ClientOptions = {}): SimulatorClient {
  const { spawn = spawnWorker, limitMs = 10_000, loadLimitMs = 60_000 } = options;
  let live: Live | null = null;
  let lastRun = 0;

  const start = (): Live => {
    const worker = spawn();
    const remote = wrap<SimulatorApi>(worker);
    let settle: (reason: SimulatorFailure) => void = () => {};
    const gone = new Promise<SimulatorFailure>((resolve) => {
      settle = resolve;
    });
    const made: Live = {
      worker,
      remote,
      loaded: Promise.resolve(remote.ready()),
      gone,
      end: (reason) => {
        if (live === made) live = null;
        settle(reason);
        worker.terminate();
      },
    };
    made.loaded.catch(() => made.end(failure('crashed')));
    worker.addEventListener('error', () => made.end(failure('crashed')));
    return made;
  };

  const call = async <T>(ask: (remote: Remote<SimulatorApi>) => Promise<T>): Promise<Answer<T>> => {
    try {
      live ??= start();
      const thread = live;
      const loaded = await within(thread, thread.loaded, loadLimitMs);
      return loaded.ok ? await within(thread, ask(thread.remote), limitMs) : loaded;
    } catch (error) {
      const message = error instanceof Error ? error.message : 'The simulator could not do this.';
      return { ok: false, failure: { code: 'failed', message } };
    }
  };

  return {
    simulate: async (scenario) => {
      lastRun += 1;
      const mine = lastRun;
      const answer = await call((remote) => remote.simulate(scenario) as Promise<Recording>);
      return mine === lastRun ? answer : { ok: false, failure: failure('superseded') };
    },
    parse: (kind, text, scenario) => call((remote) => remote.parse(kind, text, scenario)),
    readScenario: (input) =>
      call<ScenarioReading>((remote) => remote.readScenario(input) as Promise<ScenarioReading>),
    fix: (scenario, denied) =>
      call<FixResult>((remote) => remote.fix(scenario, denied) as Promise<FixResult>),
    leastPrivilege: (scenario, recording, role) =>
      call<LeastPrivilege>(
        (remote) => remote.leastPrivilege(scenario, recording, role) as Promise<LeastPrivilege>,
      ),
    ask: (scenario, question) =>
      call<QuestionAnswer>((remote) => remote.ask(scenario, question) as Promise<QuestionAnswer>),
    review: (kind, text) => call((remote) => remote.review(kind, text)),
    editText: (text, edits) => call((remote) => remote.editText(text, edits)),
    vocabulary: (prefix) => call((remote) => remote.vocabulary(prefix)),
    inspect: (scenario, seq) =>
      call<ContainerSnapshot | null>(
        (remote) => remote.inspect(scenario, seq) as Promise<ContainerSnapshot | null>,
      ),
    readFile: (scenario, seq, path) => call((remote) => remote.readFile(scenario, seq, path)),
    type: (place, line) => call((remote) => remote.type(place, line)),
    warmUp: () => {
      live ??= start();
    },
    dispose: () => {
      const thread = live;
      thread?.remote[releaseProxy]();
      thread?.end(failure('crashed'));
    },
  };
}

/** The answer, or the reason why the thread went away; a thread that is too slow is stopped. */
async function within<T>(thread: Live, answer: Promise<T>, limitMs: number): Promise<Answer<T>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<SimulatorFailure>((resolve) => {
    timer = setTimeout(() => {
      resolve(failure('timeout'));
      thread.end(failure('timeout'));
    }, limitMs);
  });
  const lost = Promise.race([thread.gone, late]).then((reason) => ({
    ok: false as const,
    failure: reason,
  }));
  const given = answer.then((value) => ({ ok: true as const, value }));
  try {
    return await Promise.race([given, lost]);
  } finally {
    clearTimeout(timer);
  }
}
