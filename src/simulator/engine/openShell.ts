import { worldAt } from '../recording/world.ts';
import type { Scenario } from '../scenario/types.ts';
import { simulate } from './simulate.ts';

/** A shell beside the run: what it does never touches the recording. */
export interface ShellSession {
  /** The container it stands in, or null when none was running at that moment. */
  container: string | null;
  run(command: string): Promise<{ exitCode: number; stdout: string; stderr: string }>;
}

/**
 * Re-runs the scenario to `atSeq` and opens a shell beside the container that runs then.
 * Commands in it are not simulated yet: `run` says so and changes nothing.
 */
export async function openShell(scenario: Scenario, atSeq: number): Promise<ShellSession> {
  const recording = await simulate(scenario, { untilSeq: atSeq });
  const container = worldAt(recording, atSeq).containers.find(({ state }) => state === 'Running');
  return {
    container: container?.containerId ?? null,
    run: async () => ({
      exitCode: 1,
      stdout: '',
      stderr: 'Pipeglass does not simulate an interactive shell yet.\n',
    }),
  };
}
