/** What a compute type gives a build (CodeBuild User Guide, "Build environment compute modes and types"). */
export interface ComputeType {
  vCpus: number;
  memoryGiB: number;
  diskGB: number;
}

const generalPurpose: Readonly<Record<string, ComputeType>> = {
  BUILD_GENERAL1_SMALL: { vCpus: 2, memoryGiB: 4, diskGB: 64 },
  BUILD_GENERAL1_MEDIUM: { vCpus: 4, memoryGiB: 8, diskGB: 128 },
  BUILD_GENERAL1_LARGE: { vCpus: 8, memoryGiB: 16, diskGB: 128 },
  BUILD_GENERAL1_XLARGE: { vCpus: 36, memoryGiB: 72, diskGB: 256 },
  BUILD_GENERAL1_2XLARGE: { vCpus: 72, memoryGiB: 144, diskGB: 824 },
};

/** Lambda compute: the sheet names no processors; Lambda gives them by memory. */
const lambda = Object.fromEntries(
  [1, 2, 4, 8, 10].map((memoryGiB): [string, ComputeType] => [
    `BUILD_LAMBDA_${memoryGiB}GB`,
    { vCpus: Math.max(1, Math.round((memoryGiB * 1024) / 1769)), memoryGiB, diskGB: 10 },
  ]),
);

export const computeTypes: Readonly<Record<string, ComputeType>> = { ...generalPurpose, ...lambda };

const smallest: ComputeType = { vCpus: 2, memoryGiB: 4, diskGB: 64 };

/** An unknown type counts as the smallest. */
export const computeOf = (computeType: string): ComputeType =>
  Object.hasOwn(computeTypes, computeType) ? (computeTypes[computeType] ?? smallest) : smallest;
