import { entryOf, under, type YamlNode } from '../../../text/yaml.ts';
import { shellOf } from '../../images.ts';
import type { Fix } from '../findings.ts';
import { bashOnly } from './bashOnly.ts';
import { commandsOf, isOnly, spanOf } from './commands.ts';
import type { Read, Warnings } from './types.ts';

const isBash = (shell: string): boolean => /(^|\/)bash$/.test(shell);

/** Lets bash run the commands; none where the text is JSON. */
function useBash(root: YamlNode, text: string): Fix | undefined {
  if (text.trimStart().startsWith('{')) return undefined;
  const title = 'Run the commands with bash (env: shell: bash)';
  const env = under(root, 'env');
  const first = env?.kind === 'map' ? env.entries[0]?.key : undefined;
  if (first !== undefined) {
    const margin = text.slice(text.lastIndexOf('\n', first.start) + 1, first.start);
    if (margin.trim() !== '') return undefined;
    return { title, start: first.start, end: first.start, newText: `shell: bash\n${margin}` };
  }
  const phases = entryOf(root, 'phases')?.key;
  if (phases === undefined || env !== undefined) return undefined;
  return { title, start: phases.start, end: phases.start, newText: 'env:\n  shell: bash\n\n' };
}

function* bashUnderSh(read: Read) {
  const { spec, around, root, text } = read;
  const { shell = 'sh' } = spec.env;
  const dialect = around === null ? undefined : shellOf(around.image);
  if (!/(^|\/)sh$/.test(shell) || dialect === 'bash-posix') return;
  const fix = useBash(root, text);
  for (const command of commandsOf(read)) {
    const found = bashOnly(command);
    if (found === null) continue;
    const { name, says, instead } = found.construct;
    const where = around === null ? 'On Ubuntu images sh is dash' : `In ${around.image} sh is dash`;
    yield {
      span: spanOf(read, command, found.found),
      path: command.path,
      message: `${where}, which does not know ${name}; it says “${says}”. Set env: shell: bash${instead === undefined ? '' : `, or write ${instead}`}.`,
      severity: around === null ? ('info' as const) : ('warning' as const),
      ...(fix === undefined ? {} : { fix }),
    };
  }
}

const onlySet =
  /^set\s+(?:-[a-z]+|[+-]o\s+\w+)(?:\s*(?:;|&&)?\s*(?:set\s+)?(?:-[a-z]+|[+-]o\s+\w+))*\s*;?$/;
const definition = /^(?:function\s+)?([A-Za-z_][\w-]*)\s*\(\)\s*\{/;

/** About what a shell is, and how long it lasts (reference: codebuild §3.4). */
export const shellWarnings: Warnings = {
  'bash-under-sh': { severity: 'warning', find: bashUnderSh },
  'unknown-shell': {
    severity: 'info',
    *find({ root, spec }) {
      const node = under(under(root, 'env'), 'shell');
      const { shell } = spec.env;
      const listed = ['bash', '/bin/sh', 'sh', 'powershell.exe', 'cmd.exe', 'powershell'];
      if (node === undefined || shell === undefined || listed.includes(shell)) return;
      const message = `The documentation lists bash and /bin/sh (on Windows powershell.exe and cmd.exe), not ${shell}.`;
      const replacement = isBash(shell) ? { replacement: 'bash' } : {};
      yield { span: node, path: ['env', 'shell'], message, ...replacement };
    },
  },
  'set-does-not-last': {
    severity: 'warning',
    *find(read) {
      for (const command of commandsOf(read)) {
        if (!isOnly(command, onlySet)) continue;
        const message =
          'Every command gets a shell of its own: what set changes ends with this command. Put it at the top of a block (|) together with the commands that it is for.';
        yield { span: command.node, path: command.path, message };
      }
    },
  },
  'definition-does-not-last': {
    severity: 'warning',
    *find(read) {
      const all = commandsOf(read);
      for (const [index, command] of all.entries()) {
        const name =
          definition.exec(command.bare.trim())?.[1] ??
          /^alias\s+([\w-]+)=/.exec(command.text.trim())?.[1];
        if (name === undefined) continue;
        const calls = new RegExp(`(?:^|[;&|(\\s])${name}(?=[\\s;&|)]|$)`);
        if (!all.slice(index + 1).some((later) => calls.test(later.bare))) continue;
        const message = `“${name}” is known in this command only: the next one gets a new shell. Only variables and the working directory are carried over. Write definition and use into one block (|), or into a file that each command reads with “.”.`;
        yield { span: spanOf(read, command, name), path: command.path, message };
      }
    },
  },
  sudo: {
    severity: 'info',
    *find(read) {
      if (read.spec['run-as'] !== undefined) return;
      for (const command of commandsOf(read)) {
        if (read.spec.phases[command.phase]?.['run-as'] !== undefined) continue;
        const found = /(?:^|[;&|(\n])\s*(sudo)\s/.exec(command.bare)?.[1];
        if (found === undefined) continue;
        const message =
          'Commands run as root already. sudo is not needed, and many images do not have it.';
        yield { span: spanOf(read, command, found), path: command.path, message };
      }
    },
  },
};
