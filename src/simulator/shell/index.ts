export { createContainerShell } from './container.ts';
export { programFile } from './exec/program.ts';
