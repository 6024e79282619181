import { gunzipSync, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { drive, newKernel, newShell, run, runIn } from './support/container.ts';

const files = {
  'a.txt': 'alpha\n',
  'd/b.txt': 'beta\n',
  'd/e/c.bin': new Uint8Array([0, 255, 128, 10]),
};
const out = async (command: string, o = {}) => (await run(command, { files, ...o })).out;

describe('archives', () => {
  it('tar packs, lists and unpacks, bytes and modes included', async () => {
    expect(
      await out(
        'chmod 755 a.txt; tar -czf x.tgz a.txt d; tar tzf x.tgz; mkdir t; tar -xzf x.tgz -C t; cmp d/e/c.bin t/d/e/c.bin && ls -l t | cut -c1-10; tar xf x.tgz --strip-components=1 -C t d; ls t',
      ),
    ).toBe(
      'a.txt\nd/\nd/b.txt\nd/e/\nd/e/c.bin\ntotal 8\n-rwxr-xr-x\ndrwxr-xr-x\na.txt\nb.txt\nd\ne\n',
    );
  });

  it('tar works through pipes and excludes', async () => {
    expect(await out('tar cf - --exclude=e d | (mkdir u; cd u; tar xf -); find u -type f')).toBe(
      'u/d/b.txt\n',
    );
    expect(await out('tar cvf x.tar a.txt; tar xvf x.tar; tar tf nope.tar; echo $?')).toBe(
      'a.txt\na.txt\ntar: nope.tar: Cannot open: No such file or directory\ntar: Error is not recoverable: exiting now\n2\n',
    );
  });

  it('zip and unzip agree with fflate', async () => {
    const kernel = newKernel();
    await drive(kernel, async () => {
      const shell = await newShell(kernel, { files });
      const made = await runIn(shell, kernel, 'zip -r x.zip a.txt d -x "*.bin"');
      expect(made.out).toContain('  adding: d/b.txt');
      const path = shell.fs.resolvePath(shell.getCwd(), 'x.zip');
      const content = unzipSync(await shell.fs.readFileBuffer(path));
      expect(Object.keys(content).sort()).toEqual(['a.txt', 'd/', 'd/b.txt', 'd/e/']);
      expect(new TextDecoder().decode(content['d/b.txt'])).toBe('beta\n');
      const read = await runIn(
        shell,
        kernel,
        'unzip -q x.zip -d out && cat out/d/b.txt; unzip -l x.zip | tail -1; unzip -p x.zip a.txt; unzip nope.zip; echo $?',
      );
      expect(read.out).toBe(
        'beta\n       11                     4 files\nalpha\nunzip:  cannot find or open nope.zip, nope.zip.zip or nope.zip.ZIP.\n9\n',
      );
    });
  });

  it('gzip, gunzip and zcat keep bytes', async () => {
    const kernel = newKernel();
    await drive(kernel, async () => {
      const shell = await newShell(kernel, { files });
      const made = await runIn(
        shell,
        kernel,
        'gzip -k d/e/c.bin; gzip -c a.txt | zcat; gzip a.txt; ls; gunzip a.txt.gz; cat a.txt; gzip -d a.txt; echo $?',
      );
      expect(made.out).toBe('alpha\na.txt.gz\nd\nalpha\ngzip: a.txt: not in gzip format\n1\n');
      const path = shell.fs.resolvePath(shell.getCwd(), 'd/e/c.bin.gz');
      expect([...gunzipSync(await shell.fs.readFileBuffer(path))]).toEqual([0, 255, 128, 10]);
    });
  });

  it('cannot climb out of their directory', async () => {
    const evil = '/tmp/evil';
    const command = `mkdir -p in/x ${evil}; echo bad > in/p; cd in; tar cf ../e.tar x/../p ../in/p; cd ..; tar xf e.tar -C ${evil}; find /tmp -type f`;
    for (const path of (await out(command)).trim().split('\n'))
      expect(path).toMatch(/^\/tmp\/evil\//);
  });
});

describe('checksums', () => {
  it('are those everybody else computes', async () => {
    expect(
      await out(
        'printf abc | sha256sum; printf abc > f; md5sum f; sha1sum < f; sha512sum f | cut -c1-16',
      ),
    ).toBe(
      [
        'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  -',
        '900150983cd24fb0d6963f7d28e17f72  f',
        'a9993e364706816aba3e25717850c26c9cd0d89d  -',
        'ddaf35a193617aba',
        '',
      ].join('\n'),
    );
  });

  it('are checked, also when they are wrong', async () => {
    expect(
      await out(
        'sha256sum a.txt > sums; sha256sum -c sums; echo x >> a.txt; sha256sum -c sums; echo $?',
      ),
    ).toBe('a.txt: OK\na.txt: FAILED\nsha256sum: WARNING: 1 computed checksum did NOT match\n1\n');
  });
});

describe('the other programs', () => {
  it.each([
    [
      'whoami; id -u; id; arch; nproc; uname -s -m',
      'root\n0\nuid=0(root) gid=0(root) groups=0(root)\nx86_64\n2\nLinux x86_64\n',
    ],
    ['env -i A=1 B=2 env; A=3 printenv A; printenv NOPE; echo $?', 'A=1\nB=2\n3\n1\n'],
    [
      'printf "a b\\nc\\n" | xargs; printf "1\\n2\\n3\\n" | xargs -n2 echo x; echo a b | xargs -I{} echo "<{}>"; printf "" | xargs -r echo no',
      'a b c\nx 1 2\nx 3\n<a b>\n',
    ],
    [
      'timeout 1 sleep 5; echo $?; timeout 5 sleep 1; echo $?; timeout 1 sh -c "echo a; sleep 9; echo b"; echo $?',
      '124\n0\na\n124\n',
    ],
    [
      'echo one | tee x y | cat; cat x y; echo two | tee -a x > /dev/null; cat x',
      'one\none\none\none\ntwo\n',
    ],
    [
      'mktemp -d | grep -c "^/tmp/tmp\\..*"; f=$(mktemp); test -f $f && echo file; mktemp -u x.XXX | wc -c',
      '1\nfile\n6\n',
    ],
    [
      'ls; ls -a d; ls -1 d/e; ls nope; echo $?',
      "a.txt\nd\n.\n..\nb.txt\ne\nc.bin\nls: cannot access 'nope': No such file or directory\n2\n",
    ],
    [
      'ls -l a.txt; ls -ld d; ls -R d; ls -p',
      '-rw-r--r-- 1 root root 6 Jul  4 14:26 a.txt\ndrwxr-xr-x 3 root root 4096 Jul  4 14:26 d\nd:\nb.txt\ne\n\nd/e:\nc.bin\na.txt\nd/\n',
    ],
    [
      'realpath d/../a.txt; which ls nope; echo $?; install -m 700 a.txt d/x; ls -l d/x | cut -c1-10; cmp a.txt d/x; echo $?',
      '/codebuild/output/src1/src/a.txt\n/usr/bin/ls\n1\n-rwx------\n0\n',
    ],
    [
      'sudo ls; codebuild-breakpoint; echo $?',
      '/codebuild/output/tmp/script.sh: 4: sudo: not found\n0\n',
    ],
    [
      'cat d/e/c.bin | od -An -tx1 | tr -d " "; cat d/e/c.bin | base64; printf "AP+ACg==" | base64 -d | cmp - d/e/c.bin && echo same',
      '00ff800a\nAP+ACg==\nsame\n',
    ],
    [
      'find . -name "*.txt" -exec cat {} \\; | sort; find d -type f -exec sha256sum {} + | wc -l; find . -name b.txt -exec sh -c "echo in \\$0" {} \\;',
      'alpha\nbeta\n2\nin ./d/b.txt\n',
    ],
    [
      'cat /etc/os-release | head -n 1; ls -ld /bin | cut -c1; cat < /dev/null; echo x > /dev/stderr',
      'PRETTY_NAME="Ubuntu 22.04.5 LTS"\nl\nx\n',
    ],
  ])('%s', async (command, expected) => {
    expect(await out(command)).toBe(expected);
  });

  it('keep UTF-8 whole on every way', async () => {
    const text = 'żółw 🐢 €';
    expect(
      await out(
        `echo "${text}" > f; cat f; echo "${text}" | sed "s/x/y/" | tee g | cat; x=$(cat g); echo "$x"; echo "$x" | grep -c 🐢; printf '%s\\n' "$x" | while read l; do echo "$l"; done`,
      ),
    ).toBe(`${text}\n${text}\n${text}\n1\n${text}\n`);
  });
});
