/** `154B`, `1.23kB`, `17.23MB`: sizes in BuildKit's progress, base 1000. */
export function progressSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return unit === 0 ? `${value}B` : `${value.toFixed(2)}${units[unit]}`;
}

/** `7.8MB`, `142MB`: three digits, as `docker images` writes sizes. */
export function listSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${Number(value.toPrecision(3))}${units[unit]}`;
}

/** `0.0s`, `12.3s`: durations in BuildKit's progress. */
export const progressTime = (ms: number): string => `${(ms / 1000).toFixed(1)}s`;

/** `Less than a second ago`, `5 seconds ago`, `2 hours ago`: ages in `docker images`. */
export function age(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 1) return 'Less than a second ago';
  if (seconds === 1) return '1 second ago';
  if (seconds < 60) return `${seconds} seconds ago`;
  const minutes = Math.floor(seconds / 60);
  if (minutes === 1) return 'About a minute ago';
  if (minutes < 60) return `${minutes} minutes ago`;
  const hours = Math.round(minutes / 60);
  return hours === 1 ? 'About an hour ago' : `${hours} hours ago`;
}
