import * as z from 'zod';
import { list, names, text, wholeNumber, yesNo } from './values.ts';

const identifier = text('Name of the task: letters, digits and _, no more than 128.').refine(
  (value) => /^[A-Za-z0-9_]{1,128}$/.test(value),
  { error: ({ input }) => `Invalid identifier: ${String(input)}.` },
);
const buildspec = text('The buildspec of this task; without it, this one.').optional();
const ignoreFailure = yesNo('The batch may succeed without this task. Default: no.').optional();
const privileged = yesNo('Let Docker run in the container.').optional();
const type = text('Type of the environment, as LINUX_CONTAINER.').optional();

const taskEnv = z
  .object({
    'compute-type': text('Size of the machine, as BUILD_GENERAL1_SMALL.').optional(),
    fleet: text('A fleet of reserved machines, instead of compute-type.').optional(),
    image: text('Image of the container.').optional(),
    'privileged-mode': privileged,
    type,
    variables: names('Environment variables of this task.').optional(),
  })
  .meta({ description: "What differs from the project's environment." })
  .optional();

const task = {
  identifier,
  buildspec,
  'debug-session': yesNo('Let breakpoints stop this task. Default: no.').optional(),
  env: taskEnv,
  'ignore-failure': ignoreFailure,
};

const matrix = z.object({
  static: z
    .object({
      'ignore-failure': ignoreFailure,
      env: z
        .object({ 'privileged-mode': privileged, type })
        .meta({ description: 'The environment that all builds share.' })
        .optional(),
    })
    .meta({ description: 'What all builds of the matrix have in common.' })
    .optional(),
  dynamic: z
    .object({
      buildspec: list('Buildspecs to build with.').optional(),
      env: z
        .object({
          'compute-type': list('Sizes to build on.').optional(),
          image: list('Images to build in.').optional(),
          variables: z
            .record(z.string(), z.array(z.string()))
            .meta({ description: 'Variable → its values.' })
            .optional(),
        })
        .meta({ description: 'Environments to build in.' })
        .optional(),
    })
    .meta({ description: 'Lists: one build for each combination of their entries.' }),
});

/** CodeBuild User Guide, "Batch build buildspec reference". */
export const batch = z
  .object({
    'fast-fail': yesNo('Stop the other builds as soon as one fails. Default: no.').optional(),
    'build-graph': z
      .array(
        z.object({
          ...task,
          'depend-on': list('Tasks that must have succeeded before this one starts.').optional(),
        }),
      )
      .meta({ description: 'Tasks that wait for each other.' })
      .optional(),
    'build-list': z
      .array(z.object(task))
      .meta({ description: 'Tasks that run side by side.' })
      .optional(),
    'build-matrix': matrix
      .meta({ description: 'One build for each combination of images, sizes and variables.' })
      .optional(),
    'build-fanout': z
      .object({
        parallelism: wholeNumber('How many builds share the tests.', 'parallelism', 1, 100),
        'ignore-failure': ignoreFailure,
      })
      .meta({
        description: 'The same buildspec several times, tests shared by codebuild-tests-run.',
      })
      .optional(),
  })
  .meta({ description: 'How a batch build divides the work. Other builds do not read it.' });
