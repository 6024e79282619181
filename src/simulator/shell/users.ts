import type { ContainerFs } from './fileSystem.ts';

/** A line of `/etc/passwd`. */
export interface User {
  name: string;
  uid: number;
  gid: number;
  home: string;
}

export const root: User = { name: 'root', uid: 0, gid: 0, home: '/root' };

const system = [
  'root:x:0:0:root:/root:/bin/bash',
  'daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin',
  'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin',
];
/** CodeBuild's images have a user for those who want none of root's rights (their Dockerfiles: `useradd codebuild-user`). */
const ofCodeBuild = 'codebuild-user:x:1000:1000::/home/codebuild-user:/bin/sh';

/** Who runs what a Lambda function runs. */
const ofLambda = 'sbx_user1051:x:993:990::/home/sbx_user1051:/sbin/nologin';

/** `/etc/passwd` and `/etc/group` of an image. What else the image has is not known. */
export function accountFiles(image: string): { passwd: string; group: string } {
  const own = /lambda-standard/.test(image) ? ofLambda : ofCodeBuild;
  const lines = image.startsWith('aws/codebuild/') ? [...system, own] : system;
  const groups = lines.map((line) => {
    const [name, , , gid] = line.split(':');
    return `${name === 'nobody' ? 'nogroup' : name}:x:${gid}:`;
  });
  return { passwd: `${lines.join('\n')}\n`, group: `${groups.join('\n')}\n` };
}

/** The lines of `/etc/passwd` that can be read; a build may have added some. */
export async function usersOf(fs: ContainerFs): Promise<User[]> {
  let text: string;
  try {
    text = await fs.readFile('/etc/passwd');
  } catch {
    return [root];
  }
  return text.split('\n').flatMap((line) => {
    const [name = '', , uid, gid, , home = '/'] = line.split(':');
    const numbers = [Number(uid), Number(gid)] as const;
    return name === '' || uid === undefined || !numbers.every(Number.isInteger)
      ? []
      : [{ name, uid: numbers[0], gid: numbers[1], home }];
  });
}

/** @param name or number. */
export async function userNamed(fs: ContainerFs, name: string): Promise<User | null> {
  const users = await usersOf(fs);
  return users.find((user) => user.name === name || String(user.uid) === name) ?? null;
}
