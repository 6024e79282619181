import { unzipSync, type Zippable, zipSync } from 'fflate';

/** Bounds for archives that come from strangers' scenarios. */
const limits = { entries: 5000, bytes: 64 * 1024 * 1024 };

/** The earliest moment a zip can name: contents alone decide the bytes. */
const fixedTime = '1980-01-01T00:00:00';

/** A zip whose bytes depend on names and contents only. */
export function zip(files: Record<string, Uint8Array>): Uint8Array {
  const names = Object.keys(files).sort();
  const entries: Zippable = {};
  for (const name of names) {
    const bytes = files[name] ?? new Uint8Array();
    // The compressor takes 200 KB of memory for each file, however small: little ones are stored as they are.
    entries[name] = [bytes, { level: bytes.length < 1024 ? 0 : 6 }];
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
