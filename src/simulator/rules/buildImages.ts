import type { Rule } from '../recording/worldTypes.ts';

const faults = 'conformance/codebuild/faults/image.ts';

/** Rules of the images that builds run in. */
export const buildImageRules = {
  'codebuild.image-needs-runtime': {
    text: 'The standard images of 2019 refuse a buildspec that selects no runtime; later ones keep their defaults.',
    source: 'CodeBuild User Guide, "Troubleshooting AWS CodeBuild"; posted build log of 2020',
    evidence: 'observed log',
    test: `${faults}: an image of 2019, and no runtime is selected`,
  },
  'image.old-c-library': {
    text: 'Images on Amazon Linux 2 have glibc 2.26: the loader refuses Node.js 18 and later.',
    source: 'Posted build logs; Node.js, "BUILDING.md"',
    evidence: 'observed log',
    test: `${faults}: Node.js 18 on an image of Amazon Linux 2`,
  },
  'image.official-images': {
    text: 'Official images of Docker Hub hold their language and little else: no AWS CLI, no Docker; slim and Alpine ones not even git.',
    source: 'Docker Hub, "Docker Official Images"; posted build logs',
    evidence: 'derived',
    test: `${faults}: an image of one’s own without the AWS CLI`,
  },
  'image.nvidia-key': {
    text: 'The newer Ubuntu images hold the NVIDIA Container Toolkit: gpg would ask before it writes over its key, and there is no terminal.',
    source: 'CodeBuild User Guide, "Troubleshooting AWS CodeBuild"',
    evidence: 'documented',
    test: `${faults}: the NVIDIA toolkit is installed once more`,
  },
} satisfies Record<string, Rule>;
