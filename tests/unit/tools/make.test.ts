import { describe, expect, it } from 'vitest';
import { toolsFor } from '../../../src/simulator/shell/tools/index.ts';
import { run } from '../shell/support/container.ts';

const image = 'aws/codebuild/standard:7.0';
const sh = (command: string, files: Record<string, string>) =>
  run(command, { tools: toolsFor(image), image, files, cwd: '/src' });

const lines = (...text: string[]) => `${text.join('\n')}\n`;

/** Command, makefile, output and exit code: compared with GNU make 4.3. */
const cases: readonly [string, string, string, string, number][] = [
  ['a rule', 'make', lines('all:', '\techo hi'), 'echo hi\nhi\n', 0],
  ['silence', 'make -s x', lines('x:', '\t@echo a', '\techo b'), 'a\nb\n', 0],
  [
    'variables',
    'make B=9',
    lines('A := 1', 'B = 2', 'C ?= $(A)$(B)', 'A += 3', 'all: ; @echo "$(A) $(B) $(C) $${HOME}"'),
    '1 3 9 1 39 /root\n',
    0,
  ],
  [
    'prerequisites',
    'make',
    lines('.PHONY: all a b', 'all: a b', 'a b:', '\t@echo $@ $<', 'b: a'),
    'a\nb a\n',
    0,
  ],
  [
    'a recipe that fails',
    'make t',
    lines('t:', '\t@false', '\techo no'),
    'make: *** [Makefile:2: t] Error 1\n',
    2,
  ],
  [
    'an ignored failure',
    'make t',
    lines('t:', '\t-@exit 3', '\t@echo on'),
    'make: [Makefile:2: t] Error 3 (ignored)\non\n',
    0,
  ],
  [
    'no rule',
    'make deploy',
    lines('t:', '\t@true'),
    "make: *** No rule to make target 'deploy'.  Stop.\n",
    2,
  ],
  [
    'no rule for a prerequisite',
    'make',
    lines('t: gone.txt', '\t@true'),
    "make: *** No rule to make target 'gone.txt', needed by 't'.  Stop.\n",
    2,
  ],
  [
    'blanks for a tab',
    'make',
    lines('t:', '        echo hi'),
    'Makefile:2: *** missing separator (did you mean TAB instead of 8 spaces?).  Stop.\n',
    2,
  ],
  [
    'four blanks',
    'make',
    lines('t:', '    echo hi'),
    'Makefile:2: *** missing separator.  Stop.\n',
    2,
  ],
  [
    '$(error)',
    'make',
    lines('ifndef STAGE', '$(error STAGE is not set)', 'endif', 't:'),
    'Makefile:2: *** STAGE is not set.  Stop.\n',
    2,
  ],
  [
    'conditions',
    'make',
    lines(
      'X = b',
      'ifeq ($(X),a)',
      'Y = 1',
      'else ifeq ($(X),b)',
      'Y = 2',
      'else',
      'Y = 3',
      'endif',
      'all:',
      'ifneq "$(Y)" "3"',
      '\t@echo $(Y)',
      'endif',
    ),
    '2\n',
    0,
  ],
  [
    'functions',
    'make',
    lines(
      'S = a.c b.c d.h',
      'all:',
      '\t@echo $(patsubst %.c,%.o,$(filter %.c,$(S))) $(S:.c=.x) $(words $(S)) $(if $(Z),y,n) $(foreach i,1 2,$(i).)',
    ),
    'a.o b.o a.x b.x d.h 3 n 1. 2.\n',
    0,
  ],
  [
    'shell',
    'make',
    lines('V := $(shell printf "a\\nb\\n")', 'all: ; @echo "[$(V)]"'),
    '[a b]\n',
    0,
  ],
  [
    'files',
    'make && make',
    lines('out/a: src.txt', '\tmkdir -p out && cp $< $@', 'src.txt:', '\ttouch $@'),
    "touch src.txt\nmkdir -p out && cp src.txt out/a\nmake: 'out/a' is up to date.\n",
    0,
  ],
  ['nothing to do', 'make all', lines('all: x', 'x:'), "make: Nothing to be done for 'all'.\n", 0],
  [
    'pattern rules',
    'make a.o',
    lines('%.o: %.c', '\t@echo $@ $< $*', 'a.c:', '\t@touch a.c'),
    'a.o a.c a\n',
    0,
  ],
  ['joined lines', 'make', lines('all:', '\t@echo a \\', '\t  b; \\', '\techo c'), 'a b\nc\n', 0],
  ['exports', 'make', lines('export A = 1', 'B = 2', 'all: ; @echo "$$A-$$B"'), '1-\n', 0],
  [
    'a circle',
    'make',
    lines('a: b ; @echo a', 'b: a ; @echo b'),
    'make: Circular b <- a dependency dropped.\nb\na\n',
    0,
  ],
  [
    'itself',
    'make',
    lines('A = $(A) x', 'all: ; @echo $(A)'),
    "Makefile:1: *** Recursive variable 'A' references itself (eventually).  Stop.\n",
    2,
  ],
  [
    'make in make',
    'make',
    lines('all: ; @$(MAKE) -C sub two V=7'),
    "make[1]: Entering directory '/src/sub'\n7\nmake[1]: Leaving directory '/src/sub'\n",
    0,
  ],
  [
    '-C',
    'make -C sub',
    '',
    "make: Entering directory '/src/sub'\none\nmake: Leaving directory '/src/sub'\n",
    0,
  ],
  [
    'define',
    'make',
    lines('define two', '@echo 1', '@echo 2', 'endef', 'all:', '\t$(two)'),
    '1\n2\n',
    0,
  ],
  ['include', 'make', lines('include more.mk', '-include gone.mk', 'all: ; @echo $(M)'), 'm\n', 0],
];

describe('make', () => {
  it.each(cases)('%s', async (_, command, makefile, out, exitCode) => {
    const ran = await sh(command, {
      Makefile: makefile,
      'more.mk': 'M = m\n',
      'sub/Makefile': lines('one: ; @echo one', 'two: ; @echo $(V)'),
    });
    expect(ran.out).toBe(out);
    expect(ran.exitCode).toBe(exitCode);
  });

  it.each([
    ['make', 'make: *** No targets specified and no makefile found.  Stop.\n'],
    ['make test', "make: *** No rule to make target 'test'.  Stop.\n"],
    ['make -C gone', 'make: *** gone: No such file or directory.  Stop.\n'],
    [
      'make -f gone.mk',
      "make: gone.mk: No such file or directory\nmake: *** No rule to make target 'gone.mk'.  Stop.\n",
    ],
  ])('without a makefile: %s', async (command, out) => {
    expect(await sh(command, {})).toMatchObject({ out, exitCode: 2 });
  });

  it('ends with makefiles that grow without end', async () => {
    const doubling = Array.from({ length: 40 }, (_, i) => `A${i + 1} = $(A${i})$(A${i})`);
    const ran = await sh('make', {
      Makefile: lines('A0 = xxxxxxxx', ...doubling, 'all: ; @echo $(A40)'),
    });
    expect(ran.exitCode).toBe(2);
    const deep = `all: ; @echo ${'$('.repeat(5000)}${')'.repeat(5000)}\n`;
    expect((await sh('make', { Makefile: deep })).exitCode).toBe(2);
  });
});
