/** Completion and explanation of buildspecs, by the YAML language service in a worker of its own. Loaded with the first one. */
import { configureMonacoYaml, type JSONSchema } from 'monaco-yaml';
import YamlWorker from 'monaco-yaml/yaml.worker.js?worker';
import schema from './buildspec.schema.json';
import { monaco } from './monaco.ts';

/** Nothing is fetched from here: it names the schema that lies in this file. */
const schemaUri = 'inmemory://schema/buildspec.json';

const none = (): monaco.IDisposable => ({ dispose: () => undefined });

/** Today's Monaco takes a worker that is made already; monaco-yaml describes one to be made. */
function createWebWorker<T extends object>({ createData }: { createData?: unknown }) {
  const worker = new YamlWorker();
  // What monaco-worker-manager waits for: a word to wake it, then its settings.
  worker.postMessage('ignore');
  worker.postMessage(createData);
  return monaco.editor.createWebWorker<T>({ worker, keepIdleModels: true });
}

/** Of what the service offers, completion and explanation; the findings about a text are our own parser's. */
const facade = {
  ...monaco,
  editor: { ...monaco.editor, createWebWorker },
  languages: {
    ...monaco.languages,
    register: () => undefined,
    setLanguageConfiguration: none,
    registerCodeActionProvider: none,
    registerDefinitionProvider: none,
    registerDocumentSymbolProvider: none,
    registerFoldingRangeProvider: none,
    registerLinkProvider: none,
    registerOnTypeFormattingEditProvider: none,
    registerRenameProvider: none,
    registerSelectionRangeProvider: none,
  },
};

configureMonacoYaml(facade as unknown as Parameters<typeof configureMonacoYaml>[0], {
  completion: true,
  hover: true,
  hoverSchemaSource: false,
  validate: false,
  format: { enable: false },
  enableSchemaRequest: false,
  schemas: [
    { uri: schemaUri, fileMatch: ['**/buildspec'], schema: schema as unknown as JSONSchema },
  ],
});
