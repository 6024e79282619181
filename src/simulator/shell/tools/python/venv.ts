import { programFile } from '../../exec/program.ts';
import type { ToolContext } from '../../types.ts';
import { Failure } from '../support/failure.ts';
import { writeFile } from '../support/files.ts';
import { absolute } from '../support/paths.ts';
import { minorOf, pythonHome } from './home.ts';

/** ms to make an environment with pip in it: a typical figure. */
const makeMs = 3_200;

const activate = (
  directory: string,
): string => `# This file must be used with "source bin/activate" *from bash*
# You cannot run it directly

deactivate () {
    if [ -n "\${_OLD_VIRTUAL_PATH:-}" ] ; then
        PATH="\${_OLD_VIRTUAL_PATH:-}"
        export PATH
        unset _OLD_VIRTUAL_PATH
    fi
    unset VIRTUAL_ENV
    if [ ! "\${1:-}" = "nondestructive" ] ; then
        unset -f deactivate
    fi
}

deactivate nondestructive
VIRTUAL_ENV='${directory}'
export VIRTUAL_ENV
_OLD_VIRTUAL_PATH="$PATH"
PATH="$VIRTUAL_ENV/bin:$PATH"
export PATH
`;

/** `python -m venv <directory>` and `virtualenv <directory>` (Python documentation, "venv"). */
export async function makeEnvironment(ctx: ToolContext, words: readonly string[]): Promise<number> {
  const directories = words.filter(
    (word, at) => !word.startsWith('-') && !/^(?:-p|--python|--prompt)$/.test(words[at - 1] ?? ''),
  );
  if (directories.length === 0) {
    throw new Failure(
      2,
      'usage: venv [-h] [--system-site-packages] [--symlinks | --copies] [--clear]\n            [--upgrade] [--without-pip] [--prompt PROMPT] [--upgrade-deps]\n            ENV_DIR [ENV_DIR ...]\nvenv: error: the following arguments are required: ENV_DIR\n',
    );
  }
  const { version } = await pythonHome(ctx);
  for (const each of directories) {
    const at = absolute(ctx.cwd, each);
    await ctx.sleep(makeMs);
    await writeFile(
      ctx.fs,
      `${at}/pyvenv.cfg`,
      `home = /root/.pyenv/versions/${version}/bin\ninclude-system-site-packages = false\nversion = ${version}\n`,
    );
    await ctx.fs.mkdir(`${at}/lib/python${minorOf(version)}/site-packages`, { recursive: true });
    await writeFile(ctx.fs, `${at}/bin/activate`, activate(at));
    for (const name of ['python', 'python3', 'pip', 'pip3']) {
      await writeFile(ctx.fs, `${at}/bin/${name}`, programFile(name));
      await ctx.fs.chmod(`${at}/bin/${name}`, 0o755);
    }
  }
  return 0;
}
