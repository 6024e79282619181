/** A build image that CodeBuild provides itself (repository of the curated images, README). */
export interface CuratedImage {
  image: string;
  system: string;
  /** `environment.type` that runs it. */
  type: 'LINUX_CONTAINER' | 'ARM_CONTAINER';
  /** No longer maintained, or an older name of another one. */
  retired?: true;
}

const linux = (image: string, system: string): CuratedImage => ({
  image: `aws/codebuild/${image}`,
  system,
  type: 'LINUX_CONTAINER',
});
const arm = (image: string, system: string): CuratedImage => ({
  ...linux(image, system),
  type: 'ARM_CONTAINER',
});
const retired = (image: CuratedImage): CuratedImage => ({ ...image, retired: true });

/** The newest first; those that are no longer maintained last. */
export const curatedImageList: readonly CuratedImage[] = [
  linux('standard:8.0', 'Ubuntu 24.04'),
  linux('standard:7.0', 'Ubuntu 22.04'),
  linux('amazonlinux-x86_64-standard:6.0', 'Amazon Linux 2023'),
  linux('amazonlinux-x86_64-standard:5.0', 'Amazon Linux 2023'),
  arm('amazonlinux-aarch64-standard:4.0', 'Amazon Linux 2023'),
  arm('amazonlinux-aarch64-standard:3.0', 'Amazon Linux 2023'),
  retired(linux('amazonlinux2-x86_64-standard:5.0', 'Amazon Linux 2023')),
  retired(linux('amazonlinux2-x86_64-standard:4.0', 'Amazon Linux 2')),
  retired(arm('amazonlinux2-aarch64-standard:2.0', 'Amazon Linux 2')),
  retired(linux('standard:6.0', 'Ubuntu 22.04')),
  retired(linux('standard:5.0', 'Ubuntu 20.04')),
  retired(linux('amazonlinux2-x86_64-standard:2.0', 'Amazon Linux 2')),
];
