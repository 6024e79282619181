import type { ToolContext } from '../../types.ts';
import { Failure } from '../support/failure.ts';
import { isDirectory, listFiles, readText } from '../support/files.ts';
import type { TestCase } from '../support/junit.ts';
import { basename } from '../support/paths.ts';
import { elementText, elementTexts, withoutElements } from '../support/xml.ts';

/** What is read of a `pom.xml` (Maven, "POM Reference"). */
export interface Pom {
  directory: string;
  name: string;
  artifactId: string;
  version: string;
  packaging: string;
  finalName: string;
  modules: string[];
  text: string;
}

const nested =
  `parent dependencies dependencyManagement build profiles reporting distributionManagement repositories
   pluginRepositories properties modules developers licenses scm`
    .trim()
    .split(/\s+/);

function properties(text: string, value: string): string {
  const table = elementText(text, 'properties') ?? '';
  return value.replace(
    /\$\{([\w.-]{1,80})\}/g,
    (whole, name: string) => elementText(table, name) ?? whole,
  );
}

export async function readPom(
  ctx: ToolContext,
  directory: string,
  file = 'pom.xml',
): Promise<Pom | null> {
  const raw = await readText(ctx.fs, `${directory === '/' ? '' : directory}/${file}`);
  if (raw === null) return null;
  const text = raw
    .split('<!--')
    .map((part, at) => (at === 0 ? part : part.split('-->').slice(1).join('-->')))
    .join('');
  if (!text.includes('<project')) {
    throw new Failure(
      1,
      `[ERROR] [ERROR] Some problems were encountered while processing the POMs:\n[FATAL] Non-parseable POM ${directory}/${file}\n`,
    );
  }
  const own = withoutElements(text, nested);
  const parent = elementText(text, 'parent') ?? '';
  const artifactId = elementText(own, 'artifactId') ?? basename(directory);
  const version = properties(
    text,
    elementText(own, 'version') ?? elementText(parent, 'version') ?? '1.0',
  );
  const build = withoutElements(elementText(text, 'build') ?? '', ['plugins', 'pluginManagement']);
  return {
    directory,
    name: elementText(own, 'name') ?? artifactId,
    artifactId,
    version,
    packaging: elementText(own, 'packaging') ?? 'jar',
    finalName: properties(
      text,
      (elementText(build, 'finalName') ?? `${artifactId}-${version}`)
        .replaceAll(/\$\{project\.artifactId\}/g, () => artifactId)
        .replaceAll(/\$\{project\.version\}/g, () => version),
    ),
    modules: elementTexts(
      elementText(withoutElements(text, ['profiles']), 'modules') ?? '',
      'module',
    ),
    text,
  };
}

/** Test methods below `src/test`, by class: what carries `@Test`. */
export async function javaTests(
  ctx: ToolContext,
  directory: string,
): Promise<Map<string, TestCase[]>> {
  const found = new Map<string, TestCase[]>();
  const root = `${directory}/src/test`;
  if (!(await isDirectory(ctx.fs, root))) return found;
  for (const { path } of await listFiles(ctx.fs, root)) {
    if (!/\.(?:java|kt|groovy|scala)$/.test(path)) continue;
    const text = (await readText(ctx.fs, path)) ?? '';
    const pack = /^package ([\w.]{1,200})/m.exec(text)?.[1];
    const name = basename(path).replace(/\.\w+$/, '');
    const classname = pack === undefined ? name : `${pack}.${name}`;
    const methods = text
      .split('@Test')
      .slice(1, 500)
      .flatMap(
        (part) => /\b(?:void|fun)\s+`?([A-Za-z_]\w{0,100})/.exec(part.slice(0, 400))?.[1] ?? [],
      );
    if (methods.length > 0)
      found.set(
        classname,
        methods.map((method) => ({ classname, name: method })),
      );
  }
  return found;
}
