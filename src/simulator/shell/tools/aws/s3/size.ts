const units = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

/** `1 Byte`, `3 Bytes`, `1.0 KiB`: a size as `aws s3` writes it, base 1024. */
export function humanSize(bytes: number): string {
  if (bytes === 1) return '1 Byte';
  if (bytes < 1024) return `${Math.trunc(bytes)} Bytes`;
  let value = bytes / 1024;
  for (const unit of units) {
    if (Math.round(value) < 1024) return `${value.toFixed(1)} ${unit}`;
    value /= 1024;
  }
  return `${value.toFixed(1)} ZiB`;
}
