/** Starts and ends that S3 keeps for itself. */
const reservedStarts = ['xn--', 'sthree-', 'amzn-s3-demo-'];
const reservedEnds = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'];

/** True when a new bucket may have the name (Amazon S3 User Guide, "General purpose bucket naming rules"). */
export const isBucketName = (name: string): boolean =>
  /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
  !name.includes('..') &&
  !/^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name) &&
  !reservedStarts.some((start) => name.startsWith(start)) &&
  !reservedEnds.some((end) => name.endsWith(end));
