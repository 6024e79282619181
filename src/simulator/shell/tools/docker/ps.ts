import type { ToolContext } from '../../types.ts';
import { type Container, openContainers } from './containers.ts';
import { needDaemon } from './daemon.ts';
import { parseFlags } from './flags.ts';
import { table } from './list.ts';
import { age } from './sizes.ts';

/** Columns and what `--format` may name (Docker Docs, "docker container ls"). */
function fieldsOf(container: Container, now: number): Record<string, string> {
  const since = age(now - container.createdAt);
  return {
    ID: container.id.slice(0, 12),
    Image: container.image,
    Command: JSON.stringify(
      container.command.length > 20 ? `${container.command.slice(0, 19)}…` : container.command,
    ),
    RunningFor: since,
    CreatedAt: new Date(container.createdAt)
      .toISOString()
      .replace(/T|\.\d+Z/g, ' ')
      .concat('+0000 UTC'),
    Status: container.running ? `Up ${since.replace(/ ago$/, '')}` : `Exited (0) ${since}`,
    State: container.running ? 'running' : 'exited',
    Ports: '',
    Names: container.name,
  };
}

/** `docker ps`: containers that `docker run -d` and Compose have started, newest first. */
export async function ps(ctx: ToolContext, words: readonly string[]): Promise<number> {
  const { flags } = parseFlags(words, {
    values: { f: 'filter', filter: 'filter', format: 'format', n: 'last', last: 'last' },
    booleans: {
      ...{ a: 'all', all: 'all', q: 'quiet', quiet: 'quiet', l: 'latest', latest: 'latest' },
      ...{ s: 'size', size: 'size', 'no-trunc': 'no-trunc' },
    },
  });
  needDaemon(ctx);
  const now = ctx.host.clock.unix();
  let shown = (await openContainers(ctx)).reverse();
  if (!flags.has('all')) shown = shown.filter(({ running }) => running);
  for (const filter of flags.get('filter') ?? []) {
    const [key = '', value = ''] = filter.split('=');
    if (key === 'name')
      shown = shown.filter(({ name }) => name.includes(value.replace(/^\^\/?|\$$/g, '')));
    else if (key === 'id') shown = shown.filter(({ id }) => id.startsWith(value));
    else if (key === 'ancestor') shown = shown.filter(({ image }) => image === value);
    else if (key === 'status')
      shown = shown.filter(({ running }) => running === (value === 'running'));
    else ctx.assumed(`docker ps: the filter "${key}" is not simulated.`);
  }
  const rows = shown.map((container) => fieldsOf(container, now));
  const format = flags.get('format')?.at(-1);
  if (flags.has('quiet')) ctx.stdout(rows.map(({ ID = '' }) => `${ID}\n`).join(''));
  else if (format !== undefined && !format.startsWith('table')) {
    const line = (row: Record<string, string>) =>
      format.replace(/\{\{ ?\.(\w+) ?\}\}/g, (whole, key: string) =>
        Object.hasOwn(row, key) ? (row[key] ?? '') : whole,
      );
    ctx.stdout(rows.map((row) => `${line(row)}\n`).join(''));
  } else {
    const head = ['CONTAINER ID', 'IMAGE', 'COMMAND', 'CREATED', 'STATUS', 'PORTS', 'NAMES'];
    const keys = ['ID', 'Image', 'Command', 'RunningFor', 'Status', 'Ports', 'Names'];
    ctx.stdout(table([head, ...rows.map((row) => keys.map((key) => row[key] ?? ''))]));
  }
  return 0;
}
