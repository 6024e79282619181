import { describe, expect, it } from 'vitest';
import { toolsFor } from '../../../src/simulator/shell/tools/index.ts';
import { run } from '../shell/support/container.ts';

const seven = 'aws/codebuild/standard:7.0';
const eight = 'aws/codebuild/standard:8.0';
const sh = (command: string, files: Record<string, string> = {}, image = seven) =>
  run(command, {
    tools: toolsFor(image),
    image,
    files,
    cwd: '/src',
    env: { GOLANG_20_VERSION: '1.20.14', PHP_82_VERSION: '8.2.30', RUBY_32_VERSION: '3.2.10' },
  });

describe('what is missing is said in the tool’s own words', () => {
  it.each([
    ['go build', 1, 'no Go files in /src\n'],
    [
      'go mod download',
      1,
      "go: go.mod file not found in current directory or any parent directory; see 'go help modules'\n",
    ],
    ['go biuld', 2, "go biuld: unknown command\nRun 'go help' for usage.\n"],
    [
      'dotnet build',
      1,
      'MSBUILD : error MSB1003: Specify a project or solution file. The current working directory does not contain a project or solution file.\n',
    ],
    [
      'dotnet restore Api.csproj',
      1,
      'MSBUILD : error MSB1009: Project file does not exist.\nSwitch: Api.csproj\n',
    ],
    ['bundle install', 10, 'Could not locate Gemfile\n'],
    [
      'rake',
      1,
      'rake aborted!\nNo Rakefile found (looking for: rakefile, Rakefile, rakefile.rb, Rakefile.rb)\n\n(See full trace by running task with --trace)\n',
    ],
    ['php artisan migrate', 1, 'Could not open input file: artisan\n'],
    [
      'composer install',
      1,
      'Composer could not find a composer.json file in /src\nTo initialize a project, please create a composer.json file. See https://getcomposer.org/basic-usage\n',
    ],
  ])('%s', async (command, exitCode, out) => {
    const ran = await sh(command);
    expect(ran.out).toBe(out);
    expect(ran.exitCode).toBe(exitCode);
  });

  it('cargo, where the image has it', async () => {
    expect(await sh('cargo build', {}, eight)).toMatchObject({
      out: 'error: could not find `Cargo.toml` in `/src` or any parent directory\n',
      exitCode: 101,
    });
    expect((await sh('cargo biuld', {}, eight)).stderr).toMatch(
      /^error: no such command: `biuld`\n/,
    );
  });

  it('names of objects in JavaScript are names like any other', async () => {
    const ran = await sh(
      'gem install constructor __proto__; go env constructor; composer constructor',
      { 'composer.json': '{"require":{"a/__proto__":"1"}}' },
    );
    expect(ran.stderr).toContain('Command "constructor" is not defined.');
  });
});

describe('outputs that the configuration names', () => {
  it('go: the program of the module, tests by package', async () => {
    const files = {
      'go.mod': 'module example.com/acme/web\n\ngo 1.20\n',
      'main.go': 'package main\n',
      'api/a_test.go': 'package api\n',
    };
    const ran = await sh(
      'go version && go build && ls -l web | cut -c1-10 && go build -o bin/x ./... && go test ./...',
      files,
    );
    expect(ran.stdout).toBe(
      'go version go1.20.14 linux/amd64\n-rwxr-xr-x\nok  \texample.com/acme/web/api\t0.005s\n?   \texample.com/acme/web\t[no test files]\n',
    );
    expect((await sh('go build hello.go && ls hello', { 'hello.go': '' })).stdout).toBe('hello\n');
  });

  it('dotnet: assemblies where publish puts them', async () => {
    const files = {
      'src/Api/Api.csproj':
        '<Project><PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup></Project>',
      'App.sln': '',
    };
    const ran = await sh(
      'dotnet build > /dev/null && dotnet publish -c Release -o out src/Api/Api.csproj > /dev/null && find . -name "*.dll"',
      files,
    );
    expect(ran.stdout).toBe('./out/Api.dll\n./src/Api/bin/Debug/net8.0/Api.dll\n');
    const trx = await sh(
      'dotnet test --logger trx --results-directory ./r && head -1 r/results.trx',
      files,
    );
    expect(trx.stdout).toMatch(/^<\?xml/);
  });

  it('dotnet: the SDK of global.json, tools', async () => {
    expect((await sh('dotnet --version')).stdout).toBe('10.0.101\n');
    expect(
      (await sh('dotnet --version', { 'global.json': '{"sdk":{"version":"6.0.428"}}' })).stdout,
    ).toBe('6.0.428\n');
    const ran = await sh(
      'dotnet tool install -g Amazon.Lambda.Tools > /dev/null && dotnet lambda package; dotnet frob',
    );
    expect(ran.stderr).toMatch(
      /^Could not execute because the specified command or file was not found\.\n/,
    );
  });

  it('cargo: programs by profile', async () => {
    const files = { 'Cargo.toml': '[package]\nname = "web"\nversion = "0.3.0"\n' };
    const ran = await sh('cargo build --release && ls target/release', files, eight);
    expect(ran.out).toBe(
      '   Compiling web v0.3.0 (/src)\n    Finished `release` profile [optimized] target(s) in 20.00s\nweb\n',
    );
  });

  it('bundle: programs of the Gemfile only', async () => {
    const files = { Gemfile: "source 'x'\ngem 'rspec-rails', '~> 6'\n# gem 'rails'\n" };
    const ran = await sh('bundle install -j 4 && bundle exec rspec && rspec', files);
    expect(ran.stdout).toMatch(/^Bundle complete! 1 Gemfile dependency\.\n/);
    expect(ran.exitCode).toBe(127);
    expect(await sh('bundle exec rubocop', files)).toMatchObject({
      exitCode: 127,
      stderr:
        'bundler: command not found: rubocop\nInstall missing gem executables with `bundle install`\n',
    });
  });

  it('composer: vendor, its programs, scripts', async () => {
    const files = {
      'composer.json': JSON.stringify({
        require: { php: '^8', 'laravel/framework': '^11' },
        'require-dev': { 'phpunit/phpunit': '^11' },
        scripts: { test: ['phpunit', '@after'], after: 'exit 3' },
      }),
    };
    const ran = await sh(
      'composer install -q 2> /dev/null; ls vendor vendor/bin; composer run test',
      files,
    );
    expect(ran.stdout).toBe('vendor:\nautoload.php\nbin\ncomposer\n\nvendor/bin:\nphpunit\n');
    expect(ran.stderr).toContain(
      '> exit 3\nScript exit 3 handling the after event returned with error code 3\n',
    );
    expect(ran.exitCode).toBe(3);
  });
});
