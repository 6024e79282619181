import type { CoveredFile } from '../../../recording/reports.ts';
import { attribute, descendants, numberIn, type XmlElement } from '../../../text/xml.ts';
import { noCoverage } from '../parsed.ts';

/** Files by path: several classes of one file count together. */
function byPath(): {
  of: (path: string) => CoveredFile;
  list: () => { coverage: CoveredFile[] };
} {
  const files = new Map<string, CoveredFile>();
  return {
    of(path) {
      const file = files.get(path) ?? noCoverage(path);
      files.set(path, file);
      return file;
    },
    list: () => ({ coverage: [...files.values()] }),
  };
}

/** Clover: lines of type `stmt` and `method` are covered or not, those of type `cond` have two ways. */
export function clover(root: XmlElement) {
  const files = byPath();
  for (const each of descendants(root, 'file')) {
    const file = files.of(attribute(each, 'path') || attribute(each, 'name'));
    for (const line of each.children.filter(({ name }) => name === 'line')) {
      if (attribute(line, 'type') === 'cond') {
        for (const way of ['truecount', 'falsecount']) {
          if (numberIn(line, way) > 0) file.branchesCovered++;
          else file.branchesMissed++;
        }
      }
      const hits = numberIn(line, 'count') || numberIn(line, 'truecount');
      if (hits > 0 || numberIn(line, 'falsecount') > 0) file.linesCovered++;
      else file.linesMissed++;
    }
  }
  return files.list();
}

const conditions = /\((\d{1,9})\/(\d{1,9})\)/;

/** Cobertura: `condition-coverage="50% (1/2)"` on lines that branch. */
export function cobertura(root: XmlElement) {
  const files = byPath();
  for (const each of descendants(root, 'class')) {
    const file = files.of(attribute(each, 'filename'));
    const lines = each.children.find(({ name }) => name === 'lines')?.children ?? [];
    for (const line of lines.filter(({ name }) => name === 'line')) {
      if (numberIn(line, 'hits') > 0) file.linesCovered++;
      else file.linesMissed++;
      const found = conditions.exec(attribute(line, 'condition-coverage'));
      if (found === null) continue;
      const taken = Number(found[1]);
      file.branchesCovered += taken;
      file.branchesMissed += Math.max(0, Number(found[2]) - taken);
    }
  }
  return files.list();
}

/** JaCoCo: counters of each source file. */
export function jacoco(root: XmlElement) {
  const files = byPath();
  for (const owner of descendants(root, 'package')) {
    for (const source of owner.children.filter(({ name }) => name === 'sourcefile')) {
      const file = files.of(`${attribute(owner, 'name')}/${attribute(source, 'name')}`);
      for (const counter of source.children.filter(({ name }) => name === 'counter')) {
        const covered = numberIn(counter, 'covered');
        const missed = numberIn(counter, 'missed');
        if (attribute(counter, 'type') === 'LINE') {
          file.linesCovered += covered;
          file.linesMissed += missed;
        } else if (attribute(counter, 'type') === 'BRANCH') {
          file.branchesCovered += covered;
          file.branchesMissed += missed;
        }
      }
    }
  }
  return files.list();
}
