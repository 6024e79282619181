import type { Tool } from '../../types.ts';
import { pip } from './pip.ts';
import { projectTools } from './projects.ts';
import { pytest } from './pytest.ts';
import { python, virtualenv } from './python.ts';

/** Python of the images and what it installs. */
export const pythonTools: readonly Tool[] = [
  ...pip,
  ...python,
  ...projectTools,
  pytest,
  virtualenv,
];
