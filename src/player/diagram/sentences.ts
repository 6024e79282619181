import type { BoxKind } from './types.ts';

/** What each box does, in one sentence that is always on the screen. */
export const sentences: Record<BoxKind | 'buildspec', string> = {
  developer: '',
  github: 'Keeps the code. A push here starts everything.',
  pipeline: 'Orchestrates from stage to stage; it builds nothing itself.',
  project: 'The recipe for a build: image, role, buildspec.',
  container: 'A fresh machine for this build alone.',
  buildspec: 'Your commands, run phase by phase.',
  role: 'What the build may do.',
  credentials: '',
  services: 'What should last is kept here.',
  service: '',
};
