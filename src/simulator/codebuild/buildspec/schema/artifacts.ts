import * as z from 'zod';
import { list, listOrOne, oneOf, text, yesNo } from './values.ts';

const one = {
  files: listOrOne(
    'Files of the artifact, relative to the source folder or to base-directory: path, dir/*, dir/**/* or **/* (quote what begins with a star). A directory alone takes nothing with it.',
  ).optional(),
  name: text(
    'Name of the artifact; the shell expands it. Used only when the project lets the buildspec override the name, and not under CodePipeline.',
  ).optional(),
  'discard-paths': yesNo(
    'Put all files into one folder, without their paths. Default: no.',
  ).optional(),
  'base-directory': text(
    'The folder that files is relative to, as dist; it is no part of the artifact itself.',
  ).optional(),
  'exclude-paths': listOrOne('What to leave out, relative to base-directory.').optional(),
  'enable-symlinks': yesNo('Keep symbolic links in the zip. Default: no.').optional(),
  's3-prefix': text(
    'Prefix of the key in S3, for projects whose artifacts are named after the build.',
  ).optional(),
};

/** CodeBuild User Guide, "Build specification reference", artifacts. */
export const artifacts = z
  .object({
    ...one,
    'secondary-artifacts': z
      .record(z.string(), z.object(one))
      .meta({
        description:
          "Further artifacts by identifier: those of the project's secondaryArtifacts, or the names of the action's output artifacts.",
      })
      .optional(),
    type: text('Version 0.1; no longer used.').optional(),
  })
  .meta({ description: 'The files that the build hands on, collected after POST_BUILD.' });

/** Test formats first, then those of coverage. */
export const reportFormats = [
  'JUNITXML',
  'CUCUMBERJSON',
  'NUNITXML',
  'NUNIT3XML',
  'TESTNGXML',
  'VISUALSTUDIOTRX',
  'CLOVERXML',
  'COBERTURAXML',
  'JACOCOXML',
  'SIMPLECOV',
] as const;

/** CodeBuild User Guide, "Build specification reference", reports. */
export const reports = z
  .record(
    z.string(),
    z.object({
      files: listOrOne('Report files, as in artifacts.').optional(),
      'file-format': text('Format of the files. Default: JUNITXML.', reportFormats).optional(),
      'base-directory': text('The folder that files is relative to.').optional(),
      'discard-paths': yesNo('Put all files into one folder. Default: no.').optional(),
    }),
  )
  .meta({
    description:
      'Report group (a name makes <project>-<name>, or an ARN) → test or coverage reports that the build leaves behind.',
  });

/** CodeBuild User Guide, "Build specification reference", cache. */
export const cache = z
  .object({
    key: text(
      'Key of the cache in S3; the shell expands it, as npm-$(codebuild-hash-files package-lock.json). What is stored under a key never changes.',
    ).optional(),
    'fallback-keys': list(
      'Up to five prefixes that are tried in order when nothing is stored under key.',
    )
      .refine((keys) => keys.length <= 5, { error: 'Expected at most 5 fallback-keys.' })
      .optional(),
    action: oneOf(
      'Only restore, or only save. Default: both.',
      ['restore', 'save'],
      'action',
    ).optional(),
    paths: list('Files and folders to keep for the next build, as node_modules/**/*.').optional(),
  })
  .meta({ description: 'What the next build finds again. The project says where it is stored.' });
