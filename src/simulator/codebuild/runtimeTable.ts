/** How the agent switches to a version: the variable of the image it refers to, and the commands. */
interface Runtime {
  variable(version: string): string;
  /** @param listed false: a full version that the image does not list. */
  commands(version: string, listed: boolean): string[];
}
/** `3.12` → `312`; Go leaves its 1 away: `1.24` → `24`. */
const digits = (name: string, version: string): string =>
  version.replace(name === 'GOLANG' ? /^1\.|[^0-9]/g : /[^0-9]/g, '');
const versionManager = (label: string, name: string, tool: string): Runtime => ({
  variable: (version) => `${name}_${digits(name, version)}_VERSION`,
  commands: (version, listed) =>
    listed
      ? [
          `echo "Installing ${label} version ${version} ..."`,
          `${tool} $${name}_${digits(name, version)}_VERSION`,
        ]
      : [`echo "Installing custom ${label} version ${version} ..."`, `${tool} ${version}`],
});
const announced = (label: string): Runtime => ({
  variable: () => '',
  commands: (version) => [`echo "Installing ${label} version ${version} ..."`],
});

export const runtimeCommands: Record<string, Runtime> = {
  nodejs: versionManager('Node.js', 'NODE', 'n'),
  python: versionManager('Python', 'PYTHON', 'pyenv global'),
  golang: versionManager('Go', 'GOLANG', 'goenv global'),
  ruby: versionManager('Ruby', 'RUBY', 'rbenv global'),
  php: versionManager('PHP', 'PHP', 'phpenv global'),
  java: {
    variable: () => '',
    commands: (version) => [
      `echo "Installing Corretto(OpenJDK) version ${version.replace('corretto', '')} ..."`,
    ],
  },
  dotnet: announced('.NET'),
  rust: announced('Rust'),
  docker: announced('Docker'),
};
