/** Programs of Python packages whose names differ from the package's; null: the package has none. */
const programsOf: Readonly<Record<string, string>> = {
  'ansible-core': 'ansible ansible-playbook ansible-galaxy ansible-lint',
  ansible: 'ansible ansible-playbook ansible-galaxy',
  awscli: 'aws aws_completer',
  'aws-sam-cli': 'sam',
  awsebcli: 'eb ebp',
  'azure-cli': 'az',
  'cfn-lint': 'cfn-lint',
  django: 'django-admin django-admin.py',
  'docker-compose': 'docker-compose',
  'git-remote-codecommit': 'git-remote-codecommit',
  httpie: 'http https',
  j2cli: 'j2',
  'jinja2-cli': 'jinja2',
  jupyter: 'jupyter jupyter-notebook jupyter-nbconvert',
  nbconvert: 'jupyter-nbconvert jupyter',
  poetry: 'poetry',
  'pre-commit': 'pre-commit',
  pyyaml: '',
  robotframework: 'robot rebot',
  sphinx: 'sphinx-build sphinx-apidoc sphinx-quickstart',
  uv: 'uv uvx',
  yq: 'yq xq tomlq',
};

/** Packages whose only program is called like the package. */
const sameName = new Set(
  `aws-shell bandit black build chalice checkov coverage cookiecutter dbt detect-secrets fabric flake8 gunicorn
   hatch invoke isort locust maturin meson mkdocs mypy ninja nox onelogin-aws-assume-role pdm pipenv pipx
   pip-audit pip-tools prospector pycodestyle pydocstyle pyflakes pylint pyright pytest pyinstaller radon
   ruff runway s3cmd safety scons sceptre semgrep snowflake-cli sqlfluff sqlmesh taskcat tox twine uvicorn
   virtualenv wheel yamllint zappa cmake conan credstash dvc shyaml sagemaker-run-notebook tavern-ci vulture
   xenon yapf zestreleaser`
    .trim()
    .split(/\s+/),
);

/** What brings another package along that people call by name: its plug-ins need it. */
const needs: readonly [RegExp, string][] = [
  [/^pytest-/, 'pytest'],
  [/^tox-/, 'tox'],
  [/^flake8-/, 'flake8'],
  [/^moto$|^localstack$/, 'boto3'],
  [/^poetry-plugin-/, 'poetry'],
];

/** `Foo_Bar` and `foo-bar` are one package (Python packaging, "Name normalization"). */
export const normalized = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/** The packages that one brings along, as far as they are known: itself first. */
export function bringsOf(name: string): string[] {
  const key = normalized(name);
  return [key, ...needs.flatMap(([plugin, host]) => (plugin.test(key) ? [host] : []))];
}

/** Names of the programs that a package puts into `bin`. */
export function pythonBins(name: string): string[] {
  const key = normalized(name);
  const listed = Object.hasOwn(programsOf, key) ? programsOf[key] : undefined;
  if (listed !== undefined) return listed.split(' ').filter((each) => each !== '');
  return sameName.has(key) || key.endsWith('-cli') ? [key] : [];
}
