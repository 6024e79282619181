export { createContainerShell } from './container.ts';
export { isProgramFile, programFile } from './exec/program.ts';
