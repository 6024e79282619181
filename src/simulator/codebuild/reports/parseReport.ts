import type { Report } from '../../recording/reports.ts';
import { parseXml, type XmlElement } from '../../text/xml.ts';
import type { ReportFormat } from '../buildspec/types.ts';
import { clover, cobertura, jacoco } from './formats/coverage.ts';
import { cucumber } from './formats/cucumber.ts';
import { junit } from './formats/junit.ts';
import { nunit2, nunit3 } from './formats/nunit.ts';
import { simplecov } from './formats/simplecov.ts';
import { testng } from './formats/testng.ts';
import { trx } from './formats/trx.ts';
import type { ParsedReport, ReportParser } from './parsed.ts';

interface Format {
  type: Report['type'];
  parse: ReportParser;
}

/** Characters of a JSON report that are read: as many as of an XML one. */
const maxJson = 4_000_000;

/** An XML format by the names that its root element may have. The error's words were seen in a posted build log of 2021. */
function xml(
  type: Report['type'],
  roots: readonly string[],
  read: (root: XmlElement) => ParsedReport,
): Format {
  return {
    type,
    parse(text) {
      const root = parseXml(text);
      if (root === null) return { error: 'EOF' };
      return roots.includes(root.name)
        ? read(root)
        : { error: `expected element type <${roots.at(-1)}> but have <${root.name}>` };
    },
  };
}

function json(type: Report['type'], read: (value: unknown) => ParsedReport): Format {
  return {
    type,
    parse(text) {
      if (text.length > maxJson) return { error: 'invalid JSON' };
      try {
        return read(JSON.parse(text));
      } catch {
        return { error: 'invalid JSON' };
      }
    },
  };
}

/** The formats of CodeBuild (CodeBuild User Guide, "Build specification reference", reports/file-format). */
const formats: Readonly<Record<ReportFormat, Format>> = {
  JUNITXML: xml('TEST', ['testsuites', 'testsuite'], junit),
  CUCUMBERJSON: json('TEST', cucumber),
  NUNITXML: xml('TEST', ['test-results'], nunit2),
  NUNIT3XML: xml('TEST', ['test-run'], nunit3),
  TESTNGXML: xml('TEST', ['testng-results'], testng),
  VISUALSTUDIOTRX: xml('TEST', ['TestRun'], trx),
  CLOVERXML: xml('CODE_COVERAGE', ['coverage'], clover),
  COBERTURAXML: xml('CODE_COVERAGE', ['coverage'], cobertura),
  JACOCOXML: xml('CODE_COVERAGE', ['report'], jacoco),
  SIMPLECOV: json('CODE_COVERAGE', simplecov),
};

const isFormat = (format: string): format is ReportFormat => Object.hasOwn(formats, format);

/** Whether a format counts tests or coverage; undefined where CodeBuild knows no such format. */
export const typeOfFormat = (format: string): Report['type'] | undefined =>
  isFormat(format) ? formats[format].type : undefined;

/** What the text of a report file says. Never throws. @param format as in the buildspec, in capitals */
export const parseReport = (format: string, text: string): ParsedReport =>
  isFormat(format) ? formats[format].parse(text) : { error: `unknown report format ${format}` };
