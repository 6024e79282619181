import type { ToolContext } from '../../types.ts';
import { openContainers } from './containers.ts';
import { needDaemon } from './daemon.ts';
import { openStore } from './store.ts';

/** `docker info`: what is known of the daemon. Without one it fails, which is what builds wait for with it. */
export async function info(ctx: ToolContext): Promise<number> {
  needDaemon(ctx);
  const containers = await openContainers(ctx);
  const running = containers.filter((container) => container.running).length;
  const { images } = await openStore(ctx);
  ctx.assumed('docker info: only the beginning of its answer is simulated.');
  const lines = [
    'Client: Docker Engine - Community',
    ' Version:    28.5.2',
    ' Context:    default',
    ' Debug Mode: false',
    '',
    'Server:',
    ` Containers: ${containers.length}`,
    `  Running: ${running}`,
    '  Paused: 0',
    `  Stopped: ${containers.length - running}`,
    ` Images: ${images.size}`,
    ' Server Version: 28.5.2',
    ' Storage Driver: overlay2',
  ];
  ctx.stdout(`${lines.join('\n')}\n`);
  return 0;
}
