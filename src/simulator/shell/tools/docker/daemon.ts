import type { ToolContext } from '../../types.ts';
import { Failure } from '../support/failure.ts';

const unreachable =
  'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?';

/**
 * Ends the command when there is no Docker daemon: the build's project is not privileged (CodeBuild API Reference,
 * `privilegedMode`). `prefix` and `exitCode` differ by command.
 */
export function needDaemon(ctx: ToolContext, prefix = '', exitCode = 1): void {
  if (!ctx.host.privileged) throw new Failure(exitCode, `${prefix}${unreachable}\n`);
}
