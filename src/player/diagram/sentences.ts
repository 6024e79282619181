import type { BoxKind } from './types.ts';

/** What each box does, in one sentence that is always on the screen. */
export const sentences: Record<BoxKind | 'buildspec', string> = {
  developer: '',
  github: 'Keeps the code. A push here starts everything.',
  pipeline: 'Orchestrates from stage to stage; it builds nothing itself.',
  project: 'The recipe for a build: image, role, buildspec.',
  container: 'A fresh machine for this one build, gone afterwards.',
  buildspec: 'Your commands, run here phase by phase.',
  role: 'Says what the build may do.',
  credentials: '',
  services: 'What should last is kept here.',
  service: '',
};
