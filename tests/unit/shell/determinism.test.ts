import { afterEach, describe, expect, it } from 'vitest';
import { runAll } from './support/container.ts';

const COMMANDS = [
  'date; date +%s; echo $RANDOM $RANDOM $$ $SECONDS; mktemp; mktemp -d; hostname',
  'touch new; sleep 61; touch newer; ls -la; stat -c "%y %n" new newer; find . -newer new -name "new*"',
  'echo hi > f; sha256sum f; md5sum f; gzip -kf f; sha1sum f.gz; zip -q a.zip f; sha256sum a.zip; tar czf a.tgz f; sha512sum a.tgz | cut -c1-20',
  "for i in 1 2 3; do echo $((RANDOM % 10)); done; jq -n now; awk 'BEGIN { srand(); print rand() }'; sort -R f; shuf f",
  'sleep 1 & sleep 2 & wait; echo $SECONDS $!; time sleep 3',
];

describe('determinism', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it.each(['dash', 'bash'] as const)(
    'same output under any host clock and time zone: %s',
    async (dialect) => {
      const outputs = new Set<string>();
      for (const TZ of ['UTC', 'Asia/Kolkata', 'America/St_Johns']) {
        process.env.TZ = TZ;
        const ran = await runAll(COMMANDS, { dialect });
        outputs.add(JSON.stringify(ran.map(({ chunks, exitCode }) => [chunks, exitCode])));
        await new Promise((resolve) => setTimeout(resolve, 1100));
      }
      expect(outputs.size).toBe(1);
    },
  );

  it('shows virtual time', async () => {
    const [first, second] = await runAll(
      [
        'date "+%F %T"; sleep 90; date "+%F %T"; touch f; ls -l f',
        'echo $SECONDS; sleep 2.5; echo $SECONDS; echo $((RANDOM < 32768))',
      ],
      { dialect: 'bash' },
    );
    expect(first?.out).toBe(
      '2026-07-04 14:26:00\n2026-07-04 14:27:30\n-rw-r--r-- 1 root root 0 Jul  4 14:27 f\n',
    );
    expect(second?.out).toBe('0\n2\n1\n');
  });

  it('gives every command its own dice', async () => {
    const [a, b] = await runAll(['echo $RANDOM; mktemp', 'echo $RANDOM; mktemp'], {
      dialect: 'bash',
    });
    expect(a?.out).not.toBe(b?.out);
  });
});
