import { zipSync } from 'fflate';
import { fromArray, toArray } from '../../core/bytes.ts';
import { programFile } from '../../exec/program.ts';
import { compress } from '../../programs/gzip.ts';
import { pack } from '../../programs/tar.ts';

/** One moment for every entry: the bytes depend on names and contents only. */
const fixedTime = '1980-01-01T00:00:00';

/** The bytes of what stands for a download. */
export type Download = Uint8Array;

const encoder = new TextEncoder();

export const text = (content: string): Download => encoder.encode(content);

/** The executable of a program. */
export const program = (name: string): Download => toArray(programFile(name));

/** Files of an archive by path; a `string` is the name of the program that the file is. */
export type Entries = Readonly<Record<string, string | Download>>;

const bytesOf = (entry: string | Download): Uint8Array =>
  typeof entry === 'string' ? program(entry) : entry;

export function zipOf(entries: Entries): Download {
  const files = Object.entries(entries).map(([path, entry]) => [path, bytesOf(entry)] as const);
  return zipSync(Object.fromEntries(files), { level: 6, mtime: fixedTime });
}

export function tarOf(entries: Entries): Download {
  const members = Object.entries(entries).map(([name, entry]) => ({
    name,
    directory: false,
    link: null,
    mode: 0o755,
    content: fromArray(bytesOf(entry)),
  }));
  return compress(toArray(pack(members)));
}

/** Where the program lies that the stand-ins of installers call. */
export const installer = '/opt/pipeglass/install';

/** A shell script that stands for an installer: it puts programs into a directory. */
export const installScript = (url: string, lines: readonly string[]): Download =>
  text(`#!/bin/sh\n# Placeholder of Pipeglass for ${url}\n${lines.join('\n')}\n`);
