import { commandsOf, isPlain } from './commands.ts';
import type { Read, Warnings } from './types.ts';

/** `cd` into a plain directory below the working directory, as the whole command. */
const plainCd = /^cd\s+(?:\.\/)?([\w][\w./-]*)\/?$/;
const anyCd = /(?:^|[;&|(\s])(?:cd|pushd|popd)(?=\s|$)/;

function* again(read: Read) {
  const { version } = read.spec;
  if (version === '0.1') return;
  let before: string | undefined;
  for (const command of commandsOf(read)) {
    const name = plainCd.exec(command.text.trim())?.[1]?.replace(/\/$/, '');
    if (name !== undefined && before === name) {
      yield {
        span: command.node,
        path: command.path,
        message: `The working directory is carried over, also to the next phase: this stands in ${name} already. Write cd "$CODEBUILD_SRC_DIR/${name}".`,
        ...(isPlain(read, command) ? { replacement: `cd "$CODEBUILD_SRC_DIR/${name}"` } : {}),
      };
    }
    if (name !== undefined) before = name;
    else if (anyCd.test(command.bare)) before = undefined;
  }
}

/** About the working directory, which lasts in version 0.2 and does not in 0.1 (reference: codebuild §2.11, §3.4). */
export const directoryWarnings: Warnings = {
  'cd-again': { severity: 'warning', find: again },
  'cd-does-not-last': {
    severity: 'warning',
    *find(read) {
      if (read.spec.version !== '0.1') return;
      for (const command of commandsOf(read)) {
        const text = command.bare.trim();
        if (!/^(?:cd|export)\s[^;&|\n]*$/.test(text)) continue;
        const what = text.startsWith('cd') ? 'this directory' : 'this variable';
        const message = `In version 0.1 every command starts anew: ${what} is forgotten at once. Join the commands with && or use version 0.2.`;
        yield { span: command.node, path: command.path, message };
      }
    },
  },
};
