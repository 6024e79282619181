import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';

/** Bounds for archives that come from strangers' scenarios. */
const limits = { entries: 5000, bytes: 64 * 1024 * 1024 };

/** The earliest moment a zip can name: contents alone decide the bytes. */
const fixedTime = '1980-01-01T00:00:00';

/** What Unix writes beside a symbolic link in a zip: its mode, in the upper half of the external attributes. */
const linkMode = 0o120777;

/**
 * A zip whose bytes depend on names and contents only.
 * @param links symbolic links: what each points to, by its name in the zip
 */
export function zip(
  files: Record<string, Uint8Array>,
  links: ReadonlyMap<string, string> = new Map(),
): Uint8Array {
  const names = Object.keys(files).sort();
  const entries: Zippable = {};
  for (const name of names) {
    const bytes = files[name] ?? new Uint8Array();
    // The compressor takes 200 KB of memory for each file, however small: little ones are stored as they are.
    entries[name] = [bytes, { level: bytes.length < 1024 ? 0 : 6 }];
  }
  for (const [name, target] of links) {
    entries[name] = [strToU8(target), { level: 0, os: 3, attrs: (linkMode << 16) >>> 0 }];
  }
  // fflate reads the local time of a Date: this text names local midnight in every time zone.
  return zipSync(entries, { mtime: fixedTime });
}

/** Files of a zip. What is not a zip, or is too large, has none. */
export function unzip(archive: Uint8Array): Record<string, Uint8Array> {
  let entries = 0;
  let total = 0;
  try {
    return unzipSync(archive, {
      filter: ({ name, originalSize }) => {
        entries++;
        total += originalSize;
        return entries <= limits.entries && total <= limits.bytes && !name.endsWith('/');
      },
    });
  } catch {
    return {};
  }
}

/** Names of the entries of a zip that are symbolic links (APPNOTE.TXT, 4.3.12, "Central directory structure"). */
export function linksIn(archive: Uint8Array): Set<string> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const links = new Set<string>();
  // The record at the end, without a comment, is 22 bytes long and names the place of the directory.
  const end = archive.length - 22;
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) return links;
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0 && at + 46 <= end; left--) {
    const size = view.getUint16(at + 28, true);
    const mode = view.getUint32(at + 38, true) >>> 16;
    const name = archive.subarray(at + 46, at + 46 + size);
    if ((mode & 0o170000) === 0o120000) links.add(strFromU8(name));
    at += 46 + size + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return links;
}
