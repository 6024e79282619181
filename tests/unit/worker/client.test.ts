import { type Endpoint, expose } from 'comlink';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Recording } from '../../../src/simulator/recording/types.ts';
import type { Scenario } from '../../../src/simulator/scenario/types.ts';
import { createSimulatorClient } from '../../../src/worker/client.ts';
import type { SimulatorApi } from '../../../src/worker/protocol.ts';

const scenario = { id: 's' } as Scenario;
const recording = (hash: string) => ({ hash }) as Recording;

/** A worker in this thread: the same channel, another listener. */
class FakeWorker extends EventTarget {
  terminated = false;
  readonly #port: MessagePort;
  constructor(api: Partial<SimulatorApi>) {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.addEventListener('message', (event) =>
      this.dispatchEvent(new MessageEvent('message', { data: (event as MessageEvent).data })),
    );
    port1.start();
    expose({ ready: () => true, ...api }, port2 as unknown as Endpoint);
  }
  postMessage(message: unknown, transfer: Transferable[] = []) {
    this.#port.postMessage(message, transfer as never);
  }
  terminate() {
    this.terminated = true;
    this.#port.close();
  }
}

const made: FakeWorker[] = [];
const clientOf = (apis: Partial<SimulatorApi>[], limits = {}) =>
  createSimulatorClient({
    spawn: () => {
      const worker = new FakeWorker(apis[Math.min(made.length, apis.length - 1)] ?? {});
      made.push(worker);
      return worker as unknown as Worker;
    },
    ...limits,
  });

afterEach(() => {
  for (const worker of made.splice(0)) worker.terminate();
});

const never = () => new Promise<never>(() => {});

describe('simulator client', () => {
  it('makes no thread before it is needed, and one for many calls', async () => {
    const client = clientOf([{ simulate: async () => recording('a'), parse: () => [] }]);
    expect(made).toHaveLength(0);
    expect(await client.simulate(scenario)).toEqual({ ok: true, value: recording('a') });
    expect(await client.parse('pipeline', '{}')).toEqual({ ok: true, value: [] });
    expect(made).toHaveLength(1);
  });

  it('stops a run that takes too long, and the next call gets a new thread', async () => {
    const client = clientOf([{ simulate: never }, { simulate: async () => recording('b') }], {
      limitMs: 30,
    });
    expect(await client.simulate(scenario)).toMatchObject({
      ok: false,
      failure: { code: 'timeout' },
    });
    expect(made[0]?.terminated).toBe(true);
    expect(await client.simulate(scenario)).toEqual({ ok: true, value: recording('b') });
    expect(made).toHaveLength(2);
  });

  it('gives every other open call its answer when the thread is stopped', async () => {
    const client = clientOf([{ simulate: never, parse: never as never }], { limitMs: 40 });
    const answers = await Promise.all([client.simulate(scenario), client.parse('project', '')]);
    expect(answers.map((answer) => answer.ok)).toEqual([false, false]);
  });

  it('drops the answer of a run that a later one replaced', async () => {
    let release: (value: Recording) => void = () => {};
    const simulate = vi
      .fn<SimulatorApi['simulate']>()
      .mockReturnValueOnce(new Promise((resolve) => (release = resolve)))
      .mockResolvedValueOnce(recording('late'));
    const client = clientOf([{ simulate }]);
    const first = client.simulate(scenario);
    const second = client.simulate(scenario);
    expect(await second).toEqual({ ok: true, value: recording('late') });
    release(recording('early'));
    expect(await first).toMatchObject({ ok: false, failure: { code: 'superseded' } });
  });

  it('answers with the fault when the simulator throws, and goes on', async () => {
    const simulate = vi
      .fn<SimulatorApi['simulate']>()
      .mockRejectedValueOnce(new Error('no such project'))
      .mockResolvedValueOnce(recording('c'));
    const client = clientOf([{ simulate }]);
    expect(await client.simulate(scenario)).toEqual({
      ok: false,
      failure: { code: 'failed', message: 'no such project' },
    });
    expect(await client.simulate(scenario)).toMatchObject({ ok: true });
    expect(made).toHaveLength(1);
  });

  it('asks for advice over the same thread, and waits for it no longer than for a run', async () => {
    const reason = 'Nothing helps.';
    const client = clientOf(
      [{ fix: async () => ({ ok: false, reason }), editText: (text) => `${text}!`, ask: never }],
      { limitMs: 60 },
    );
    const call = {} as Parameters<typeof client.fix>[1];
    expect(await client.fix(scenario, call)).toEqual({ ok: true, value: { ok: false, reason } });
    expect(await client.editText('{}', [])).toEqual({ ok: true, value: '{}!' });
    const question = { principal: 'r', action: 's3:GetObject', resource: '*', context: {} };
    expect(await client.ask(scenario, question)).toMatchObject({
      ok: false,
      failure: { code: 'timeout' },
    });
    expect(made[0]?.terminated).toBe(true);
  });

  it('answers when the thread breaks or cannot be made', async () => {
    const client = clientOf([{ simulate: never }]);
    const answer = client.simulate(scenario);
    await vi.waitFor(() => expect(made).toHaveLength(1));
    made[0]?.dispatchEvent(new Event('error'));
    expect(await answer).toMatchObject({ ok: false, failure: { code: 'crashed' } });

    const blocked = createSimulatorClient({
      spawn: () => {
        throw new Error('blocked by policy');
      },
    });
    expect(await blocked.simulate(scenario)).toMatchObject({
      ok: false,
      failure: { code: 'failed' },
    });
  });
});
