import { statOf } from '../core/files.ts';
import { type Call, type Program, readAll, write, writeTo } from '../core/process.ts';
import { Capture, Pipe } from '../core/wires.ts';
import { systemOf } from '../systems.ts';
import { jqFault } from './jqFault.ts';
import { input, resolve } from './support.ts';

/** just-bash's words for a text that is no JSON; with `Cannot` it is the filter that failed. */
const PARSE_ERROR = /^jq: parse error: (?!Cannot)/;

/** Files that are read: operands behind the filter that are there. */
async function filesOf(call: Call): Promise<string[]> {
  const operands = call.args.filter((arg) => !/^-./.test(arg)).slice(1);
  const { fs } = call.proc.run.container;
  const there = await Promise.all(operands.map((path) => statOf(fs, resolve(call, path))));
  return operands.filter((_, at) => there[at]?.isFile === true);
}

/**
 * `jq` of just-bash, with jq's own complaint about a text that is no JSON: up to 1.6 `parse error: …` and status 4, from 1.7 on
 * `jq: parse error: …` and status 5 (jqlang/jq #2146, #2654).
 */
export function jqProgram(bundled: Program): Program {
  return {
    ...bundled,
    partial: true,
    async run(call) {
      const { proc } = call;
      const files = await filesOf(call);
      const reads =
        files.length === 0 && !call.args.some((arg) => /^-[a-zA-Z]*n|^--null-input$/.test(arg));
      const text = reads ? await readAll(proc) : null;
      const errors = new Capture();
      const fds = new Map(proc.fds).set(2, { sink: errors });
      if (text !== null) fds.set(0, { input: new Pipe(text) });
      const status = await bundled.run({ ...call, proc: { ...proc, fds } });
      if (!PARSE_ERROR.test(errors.bytes)) {
        await writeTo(proc, proc.fds.get(2)?.sink, errors.bytes);
        return status;
      }
      const { host } = proc.run.container;
      const old = /jq-1\.[0-6]\b/.test(systemOf(host.image, host.dialect).versions.jq);
      const sources =
        text === null
          ? await Promise.all(files.map((path) => input(call, path)))
          : [{ bytes: text }];
      const fault = sources
        .map((source) => (typeof source === 'string' ? null : jqFault(source.bytes)))
        .find((each) => each !== null);
      const words = fault ?? errors.bytes.trim().replace(PARSE_ERROR, '');
      await write(proc, 2, `${old ? '' : 'jq: '}parse error: ${words}\n`);
      return old ? 4 : 5;
    },
  };
}
