import { describe, expect, it } from 'vitest';
import { toolsFor } from '../../../src/simulator/shell/tools/index.ts';
import { run } from '../shell/support/container.ts';

const image = 'aws/codebuild/standard:7.0';
const env = {
  PYTHON_311_VERSION: '3.11.15',
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
};
const sh = (command: string, files: Record<string, string> = {}) =>
  run(command, { tools: toolsFor(image), files, image, env });

const py = '/root/.pyenv/versions/3.11.15';
const tests =
  'def test_a():\n    pass\n\n\ndef helper():\n    pass\n\n\nasync def test_b():\n    pass\n';

describe('python and pip', () => {
  it.each([
    ['python --version', 0, 'Python 3.11.15\n'],
    ['pip --version', 0, `pip 26.0.1 from ${py}/lib/python3.11/site-packages/pip (python 3.11)\n`],
    [
      'python app.py',
      2,
      `${py}/bin/python: can't open file '/codebuild/output/src1/src/app.py': [Errno 2] No such file or directory\n`,
    ],
    ['python3 -m pytest', 1, `${py}/bin/python: No module named pytest\n`],
    [
      'pip install -r requirements.txt',
      1,
      "ERROR: Could not open requirements file: [Errno 2] No such file or directory: 'requirements.txt'\n",
    ],
    [
      'pip install .',
      1,
      "ERROR: Directory '.' is not installable. Neither 'setup.py' nor 'pyproject.toml' found.\n",
    ],
    [
      'pip install',
      1,
      'ERROR: You must give at least one requirement to install (see "pip help install")\n',
    ],
    ['pip instal x', 1, 'ERROR: unknown command "instal" - maybe you meant "install"\n'],
    ['pytest', 127, '/codebuild/output/tmp/script.sh: 4: pytest: not found\n'],
  ])('%s', async (command, exitCode, out) => {
    expect(await sh(command)).toMatchObject({ exitCode, out });
  });

  it('refuses an option that pip does not have', async () => {
    const ran = await sh('pip install --requirements x');
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('no such option: --requirements\n');
  });

  it('reads requirements, pinned versions and nested files', async () => {
    const ran = await sh('pip install -r requirements.txt; pip freeze; which pytest', {
      'requirements.txt': '# tools\nrequests==2.31.0\n-r dev/more.txt\n',
      'dev/more.txt': 'pytest-cov >=4  # brings pytest\n',
    });
    expect(ran.out).toContain('Collecting requests==2.31.0 (from -r requirements.txt (line 2))\n');
    expect(ran.out).toContain('Successfully installed requests-2.31.0 pytest-cov\n');
    expect(ran.out).toContain('requests==2.31.0\n');
    expect(ran).toMatchObject({ exitCode: 0, fidelity: 'assumed' });
    expect(ran.stdout).toMatch(/\/usr\/local\/bin\/pytest\n$/);
  });

  it('puts --user programs where the PATH does not look', async () => {
    const ran = await sh('pip install -q --user poetry; poetry; ls ~/.local/bin');
    expect(ran.out).toContain('poetry: not found');
    expect(ran.stdout).toBe('poetry\n');
  });

  it('makes an environment of its own', async () => {
    const ran = await sh(
      'python -m venv .venv && . .venv/bin/activate && pip install -q cfn-lint && which cfn-lint pip && deactivate && which cfn-lint',
    );
    expect(ran.stdout).toBe(
      '/codebuild/output/src1/src/.venv/bin/cfn-lint\n/codebuild/output/src1/src/.venv/bin/pip\n',
    );
    expect(ran.exitCode).toBe(1);
  });

  it('reads a field of JSON', async () => {
    const code = `import json,sys; print(json.load(sys.stdin)['a']['b'])`;
    expect((await sh(`echo '{"a":{"b":[1]}}' | python -c "${code}"`)).stdout).toBe('[1]\n');
  });
});

describe('pytest', () => {
  it('finds tests, reports them in JUnit XML, and says that they are taken to pass', async () => {
    const ran = await sh(
      'pip install -q pytest; pytest --junitxml=out/r.xml; grep -c testcase out/r.xml',
      {
        'tests/test_a.py': tests,
        'tests/other.py': tests,
      },
    );
    expect(ran.stdout).toMatch(
      /^=+ test session starts =+\n.*\n.*\ncollected 2 items\n\ntests\/test_a\.py \.\./,
    );
    expect(ran.stdout).toMatch(/2 passed in [\d.]+s =+\n2\n$/);
    expect(ran.fidelity).toBe('assumed');
  });

  it('ends with 5 without tests, with 4 for a path that is not there', async () => {
    expect((await sh('pip install -q pytest; python -m pytest -q')).exitCode).toBe(5);
    const ran = await sh('pip install -q pytest; pytest test/unit');
    expect(ran.exitCode).toBe(4);
    expect(ran.stderr).toContain('ERROR: file or directory not found: test/unit\n');
  });
});

describe('poetry and tox', () => {
  it('poetry wants its pyproject.toml', async () => {
    const ran = await sh('pip install -q poetry 2> /dev/null; poetry install');
    expect(ran).toMatchObject({
      exitCode: 1,
      stderr:
        '\nPoetry could not find a pyproject.toml file in /codebuild/output/src1/src or its parents\n',
    });
  });

  it('poetry runs programs of the dependencies, and builds', async () => {
    const ran = await sh(
      'pip install -q poetry 2> /dev/null; poetry install > /dev/null; poetry run pytest -q; echo $?; poetry version -s; poetry build; ls dist; poetry run nope',
      {
        'pyproject.toml':
          '[tool.poetry]\nname = "my-app"\nversion = "1.2.0"\n\n[tool.poetry.group.dev.dependencies]\npytest = "^8"\n',
      },
    );
    expect(ran.stdout).toMatch(
      /no tests ran in 0\.01s =+\n5\n1\.2\.0\n {2}- Built my_app-1\.2\.0\.tar\.gz\n {2}- Built .*\nmy_app-1\.2\.0-py3-none-any\.whl\nmy_app-1\.2\.0\.tar\.gz\n$/,
    );
    expect(ran).toMatchObject({ exitCode: 1, stderr: 'Command not found: nope\n' });
  });

  it('tox runs the commands of its environments', async () => {
    const ini =
      '[tox]\nenvlist = py{311,312}, lint\n\n[testenv]\ndeps =\n    pytest\ncommands =\n    pytest {posargs:tests}\n\n[testenv:lint]\ndeps = flake8\ncommands = flake8 .\n    echo linted\n';
    const files = { 'tox.ini': ini, 'tests/test_a.py': tests };
    const ran = await sh('pip install -q tox 2> /dev/null; tox', files);
    expect(ran.stdout).toContain('py311: commands[0]> pytest tests\n');
    expect(ran.stdout).toContain('lint: commands[1]> echo linted\nlinted\n');
    expect(ran.stdout).toMatch(
      / {2}py311: OK\n {2}py312: OK\n {2}lint: OK\n {2}congratulations :\)\n$/,
    );
    const failed = await sh('pip install -q tox 2> /dev/null; tox -e py312', { 'tox.ini': ini });
    expect(failed.exitCode).toBe(4);
    expect(failed.stdout).toMatch(/ {2}py312: FAIL code 4\n {2}evaluation failed :\(\n$/);
  });
});
