import * as z from 'zod';
import { listOrOne, names, text } from './values.ts';

const onFailure = text(
  'What a failure of this phase leads to: ABORT ends the build, CONTINUE goes on, RETRY tries again (RETRY-5, RETRY-<expression>, RETRY-5-<expression>; 3 times without a number).',
  ['ABORT', 'CONTINUE', 'RETRY'],
).refine((value) => /^(abort|continue|retry(-.*)?)$/is.test(value), {
  error: ({ input }) =>
    `Invalid on-failure: ${String(input)}. Expecting: ABORT, CONTINUE, RETRY, RETRY-<count>, RETRY-<regex>, RETRY-<count>-<regex>`,
});

const common = {
  'run-as': text(
    'The Linux user who runs the commands of this phase, instead of the one at the top. Default: root.',
  ).optional(),
  'on-failure': onFailure.optional(),
  commands: listOrOne(
    'Commands, one after another. The first that ends with a code other than 0 fails the phase; the rest is skipped. Quote a command that holds a colon and a space.',
  ).optional(),
  finally: listOrOne(
    'Commands that run after commands, also when one of those failed. The phase stays failed all the same.',
  ).optional(),
};
const phase = (description: string) => z.object(common).meta({ description }).optional();

/** CodeBuild User Guide, "Build specification reference", phases. Other names are refused. */
export const phases = z
  .strictObject(
    {
      install: z
        .object({
          ...common,
          'runtime-versions': names(
            'Runtime → version, as nodejs: 20 or java: corretto21; which there are depends on the image. They are selected in DOWNLOAD_SOURCE, before the first command.',
          ).optional(),
        })
        .meta({
          description: 'First phase: packages and tools. If it fails, the build ends.',
        })
        .optional(),
      pre_build: phase(
        'Before the build: sign in, fetch dependencies. If it fails, the build ends.',
      ),
      build: phase('The build itself. If it fails, POST_BUILD still runs.'),
      post_build: phase(
        'After the build, even after one that failed: ask CODEBUILD_BUILD_SUCCEEDING before you deploy.',
      ),
    },
    {
      error: ({ code }) =>
        code === 'unrecognized_keys' ? undefined : 'The buildspec needs a mapping “phases”.',
    },
  )
  .meta({ description: 'What the build does. The order in the file does not matter.' });
