import { entryOf, under } from '../../../text/yaml.ts';
import { commandsOf, isPlain, spanOf } from './commands.ts';
import type { Read, Remark, Warnings } from './types.ts';

/** Commands that let the world see the result. */
const deploys =
  /(?:^|[;&|(\s])(docker\s+(?:image\s+)?push|kubectl\s+(?:apply|set)|helm\s+upgrade|eksctl\s+create|(?:sam|cdk|sls|serverless|terraform)\s+(?:deploy|apply)|aws\s+(?:s3\s+(?:sync|cp|mv)|ecs\s+update-service|lambda\s+update-function-code|cloudformation\s+deploy|deploy\s+create-deployment|elasticbeanstalk\s+update-environment))\b/;

/** A failed BUILD does not stop POST_BUILD: the classic way to deploy what did not build (reference: codebuild §9, entry 59). */
function* unguarded(read: Read): Generator<Remark> {
  const { spec } = read;
  if (spec.phases.build?.['on-failure']?.toUpperCase() === 'ABORT') return;
  if ((spec.phases.build?.commands.length ?? 0) === 0) return;
  const commands = commandsOf(read).filter(({ phase }) => phase === 'post_build');
  if (commands.some(({ text }) => text.includes('CODEBUILD_BUILD_SUCCEEDING'))) return;
  for (const command of commands) {
    const found = deploys.exec(command.bare)?.[1];
    if (found === undefined) continue;
    const message =
      'POST_BUILD runs also after a BUILD that failed. Set on-failure: ABORT under build, or begin post_build with: test "$CODEBUILD_BUILD_SUCCEEDING" = 1';
    yield { span: spanOf(read, command, found), path: command.path, message };
    return;
  }
}

/** About phases and commands that run when they should not, or do not run. */
export const phaseWarnings: Warnings = {
  'batch-only': {
    severity: 'warning',
    *find({ root }) {
      const batch = entryOf(root, 'batch')?.key;
      if (batch === undefined || under(root, 'phases') !== undefined) return;
      const message =
        'Without phases only a batch build can use this, and each of its tasks needs a buildspec of its own. Any other build runs no command.';
      yield { span: batch, path: ['batch'], message };
    },
  },
  'deploys-after-failure': { severity: 'info', find: unguarded },
  'after-exit': {
    severity: 'warning',
    *find(read) {
      for (const command of commandsOf(read)) {
        const [, exit] = /(?:^|\n)(exit(?:[ \t]+\d+)?)[ \t]*\n\s*[^\s#]/.exec(command.bare) ?? [];
        if (exit === undefined) continue;
        const message = `Nothing below “${exit}” runs, and variables set in this command are lost.`;
        yield { span: spanOf(read, command, exit), path: command.path, message };
      }
    },
  },
  'comment-in-command': {
    severity: 'warning',
    *find(read) {
      for (const command of commandsOf(read)) {
        const { node, path, text } = command;
        if (!isPlain(read, command)) continue;
        const end = read.text.indexOf('\n', node.end);
        const rest = read.text.slice(node.end, end < 0 ? undefined : end);
        const open = text.split('"').length % 2 === 0 || text.split("'").length % 2 === 0;
        if (!/^\s+#/.test(rest) || !open) continue;
        const whole = { start: node.start, end: node.end + rest.trimEnd().length };
        const quoted = `'${read.text.slice(whole.start, whole.end).replaceAll("'", "''")}'`;
        const message = 'For YAML a comment begins at the “ #”: the command ends before it.';
        yield { span: whole, path, message, replacement: quoted };
      }
    },
  },
};
