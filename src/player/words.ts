/** Short phrases of the screen. */

/** Virtual time as the transport shows it: `00:47.2`, from one hour on `1:00:47.2`. @param ms of virtual time */
export function clock(ms: number): string {
  const tenths = Math.floor(ms / 100);
  return `${wholeClock(ms)}.${tenths % 10}`;
}

/** The same without tenths: `00:47`. */
export function wholeClock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  const two = (value: number) => String(value).padStart(2, '0');
  const tail = `${two(minutes % 60)}:${two(seconds % 60)}`;
  return minutes < 60 ? tail : `${Math.floor(minutes / 60)}:${tail}`;
}

/** `400 ms`, `12 s`, `3 min`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/** `12 s`, `<1 s`: where there is little room. */
export const wholeSeconds = (ms: number): string => (ms < 1000 ? '<1 s' : duration(ms));

/** Time of day (UTC) of a moment: `10:57`. @param startTime ISO 8601 @param ms of virtual time */
export function timeOfDay(startTime: string | undefined, ms: number): string {
  const start = Date.parse(startTime ?? '2026-07-14T09:56:00.000Z');
  return Number.isNaN(start) ? '' : new Date(start + ms).toISOString().slice(11, 16);
}

/** Phases whose own name is too long for a small place. */
export const shortPhases: Readonly<Record<string, string>> = {
  DOWNLOAD_SOURCE: 'SOURCE',
  UPLOAD_ARTIFACTS: 'UPLOAD',
};

export const plural = (n: number, one: string): string => `${n} ${n === 1 ? one : `${one}s`}`;

/** The middle of an access key id is of no use to a reader: `ASIA…7QX`. */
export const shortKey = (accessKeyId: string): string =>
  accessKeyId.length > 9 ? `${accessKeyId.slice(0, 4)}…${accessKeyId.slice(-3)}` : accessKeyId;

/** `aws/codebuild/standard:7.0` → `standard:7.0`. */
export const shortImage = (image: string): string => image.split('/').at(-1) ?? image;
