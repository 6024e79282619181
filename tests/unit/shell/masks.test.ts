import { describe, expect, it } from 'vitest';
import { run } from './support/container.ts';

describe('masks, terminals and links', () => {
  it.each([
    ['umask 077; touch f; mkdir d; echo x > g; stat -c %a f d g', '600\n700\n600\n'],
    ['touch f; umask 077; echo x >> f; stat -c %a f', '644\n'],
    ['(umask 027; touch a; mkdir b); touch c; stat -c %a a b c', '640\n750\n644\n'],
    ['umask 000; touch f; mkdir d; stat -c %a f d', '666\n777\n'],
    ['touch f; stat -c %a f', '644\n'],
    ['tty; echo $?; tty -s; echo $?', 'not a tty\n1\n1\n'],
    ['tty -s || echo no terminal', 'no terminal\n'],
    ['chown nosuch . ; echo $?', "chown: invalid user: 'nosuch'\n1\n"],
  ])('%s', async (command, out) => {
    expect(await run(command)).toMatchObject({ exitCode: 0, out, fidelity: 'modelled' });
  });

  it.each(['select', 'coproc'])('says that bash would run %s', async (word) => {
    const command = word === 'select' ? 'select x in a b; do echo $x; break; done' : 'coproc cat';
    const ran = await run(`echo before\n${command}`, { dialect: 'bash' });
    expect(ran).toMatchObject({ exitCode: 0, out: 'before\n', fidelity: 'assumed' });
    expect(ran.note).toContain(`"${word}" is not simulated`);
    expect((await run(command)).fidelity).toBe('modelled');
  });

  it('find -L runs, and says that it follows no links', async () => {
    const ran = await run('mkdir d; touch d/a; find -L d -type f');
    expect(ran).toMatchObject({ exitCode: 0, out: 'd/a\n', fidelity: 'assumed' });
    expect((await run('mkdir d; find -P d')).fidelity).toBe('modelled');
  });
});
