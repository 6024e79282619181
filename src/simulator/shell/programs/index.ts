import type { Program } from '../core/process.ts';
import { breakpointPrograms } from './breakpoint.ts';
import { uniqProgram, wcProgram } from './columns.ts';
import { copyPrograms } from './copy.ts';
import { datePrograms } from './date.ts';
import { blockPrograms } from './dd.ts';
import { diffPrograms } from './diff.ts';
import { dumpPrograms } from './dump.ts';
import { endlessPrograms } from './endless.ts';
import { environmentPrograms } from './environment.ts';
import { exprPrograms } from './expr.ts';
import { filePrograms } from './files.ts';
import { findProgram, ttyProgram } from './find.ts';
import { gzipPrograms } from './gzip.ts';
import { hashPrograms } from './hashes.ts';
import { jqProgram } from './jq.ts';
import { listPrograms } from './list.ts';
import { movePrograms } from './move.ts';
import { numfmtProgram } from './numfmt.ts';
import { cryptoPrograms } from './openssl.ts';
import { sedProgram } from './sed.ts';
import { seqProgram } from './sequence.ts';
import { shells } from './sh.ts';
import { sortPrograms } from './sort.ts';
import { statusPrograms } from './status.ts';
import { catProgram, headProgram, streamPrograms, tailProgram } from './streams.ts';
import { systemPrograms } from './system.ts';
import { tarPrograms } from './tar.ts';
import { timePrograms } from './time.ts';
import { userPrograms } from './users.ts';
import { versioned } from './versions.ts';
import { xargsPrograms } from './xargs.ts';
import { xzPrograms } from './xz.ts';
import { zipPrograms } from './zip.ts';

/** Programs of ours. @param bundled just-bash's program of a name: some of ours do only part of its work. */
export function ownPrograms(bundled: (name: string) => Program): Program[] {
  return [
    ...shells,
    ...blockPrograms,
    ...breakpointPrograms,
    ...copyPrograms,
    ...cryptoPrograms,
    ...diffPrograms,
    ...statusPrograms,
    ...datePrograms,
    ...movePrograms,
    ...endlessPrograms,
    ...dumpPrograms,
    ...environmentPrograms,
    ...exprPrograms,
    ...filePrograms,
    ...gzipPrograms,
    ...hashPrograms,
    ...listPrograms,
    ...streamPrograms,
    ...sortPrograms,
    ...systemPrograms,
    ...tarPrograms.map((each) => (each.name === 'tar' ? versioned(each, 'tar') : each)),
    versioned(jqProgram(bundled('jq')), 'jq'),
    ...timePrograms,
    ...userPrograms,
    ...xargsPrograms,
    ...xzPrograms,
    ...zipPrograms,
    numfmtProgram,
    catProgram(bundled('cat')),
    findProgram(bundled('find')),
    ttyProgram,
    headProgram(bundled('head')),
    seqProgram(bundled('seq')),
    sedProgram(bundled('sed')),
    uniqProgram(bundled('uniq')),
    wcProgram(bundled('wc')),
    tailProgram(bundled('tail')),
  ];
}
