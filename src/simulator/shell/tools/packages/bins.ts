/** Programs of system packages whose names differ from the package's (Ubuntu and Amazon Linux). */
const programsOf: Readonly<Record<string, string>> = {
  'apache2-utils': 'ab htpasswd',
  awscli: 'aws',
  'bind-utils': 'dig nslookup host',
  chromium: 'chromium chromium-browser',
  cmake: 'cmake ctest cpack',
  'default-jdk': 'java javac jar',
  'default-jre': 'java',
  'default-mysql-client': 'mysql mysqladmin mysqldump',
  'docker-ce': 'docker dockerd',
  'docker.io': 'docker dockerd',
  dnsutils: 'dig nslookup host',
  dotnet: 'dotnet',
  ffmpeg: 'ffmpeg ffprobe',
  gettext: 'envsubst gettext msgfmt xgettext',
  'gettext-base': 'envsubst gettext',
  gfortran: 'gfortran',
  gnupg2: 'gpg2 gpg',
  golang: 'go gofmt',
  'golang-go': 'go gofmt',
  'google-chrome-stable': 'google-chrome google-chrome-stable',
  graphviz: 'dot neato',
  imagemagick: 'convert identify mogrify',
  iproute2: 'ip ss',
  kmod: 'modprobe lsmod insmod',
  llvm: 'llvm-config',
  mariadb105: 'mysql mysqldump mysqladmin',
  mailutils: 'mail',
  maven: 'mvn',
  moreutils: 'sponge ts',
  mysql: 'mysql mysqldump mysqladmin',
  'mysql-client': 'mysql mysqladmin mysqldump',
  'mysql-server': 'mysql mysqladmin mysqldump mysqld mysqld_safe',
  'net-tools': 'netstat ifconfig route',
  netcat: 'nc',
  'netcat-openbsd': 'nc',
  ninja: 'ninja',
  'ninja-build': 'ninja',
  nodejs: 'node npm npx',
  'openssh-client': 'ssh scp ssh-keygen ssh-keyscan ssh-add ssh-agent',
  'openssh-clients': 'ssh scp ssh-keygen ssh-keyscan ssh-add ssh-agent',
  'p7zip-full': '7z 7za',
  'php-cli': 'php',
  'poppler-utils': 'pdftotext pdfinfo',
  'postgresql-client': 'psql pg_dump pg_restore',
  postgresql: 'psql pg_dump pg_restore createdb',
  postgresql15: 'psql pg_dump pg_restore',
  procps: 'ps top free pgrep pkill watch',
  'python3-pip': 'pip3',
  'python-pip': 'pip',
  python3: 'python3',
  'qemu-user-static': 'qemu-aarch64-static',
  'redis-server': 'redis-server redis-cli',
  redis: 'redis-server redis-cli',
  rpm: 'rpm rpmbuild',
  'rpm-build': 'rpmbuild',
  'ruby-full': 'ruby gem',
  'shadow-utils': 'useradd groupadd usermod',
  sqlite: 'sqlite3',
  texlive: 'pdflatex latex xelatex',
  'util-linux': 'lsblk mount dmesg',
  valgrind: 'valgrind',
  virtualenv: 'virtualenv',
  'python3-venv': '',
  'python3-virtualenv': 'virtualenv',
  wine: 'wine',
  'xorg-x11-server-Xvfb': 'Xvfb xvfb-run',
  xvfb: 'Xvfb xvfb-run',
};

/** Packages that hold no programs: libraries, headers, data. */
const withoutPrograms =
  /^lib|-(?:dev|devel|libs?|common|data|doc|fonts|tools-devel|headers|plugin|dbg)$|^(?:python\d*|php\d*[\d.]*|ruby|perl|fonts|linux|locales|ca-certificates|apt-transport-https|software-properties-common|build-essential|gnupg-agent|epel-release|tzdata|openjdk|java|yum-utils)(?:-|$)/;

/** `foo=1.2-3`, `foo:amd64`, `foo-1.2.3` (yum) → `foo`. */
export const packageName = (word: string): string =>
  word.replace(/[=:].*$/, '').replace(/-\d[\d.]*(?:-[\w.]+)?$/, '');

/** Names of the programs that a system package puts on the PATH, as far as they are known: else its own name. */
export function systemBins(word: string): string[] {
  const name = packageName(word);
  const listed = Object.hasOwn(programsOf, name) ? programsOf[name] : undefined;
  if (listed !== undefined) return listed.split(' ').filter((each) => each !== '');
  if (/^(?:openjdk|java)-.*jdk|corretto/.test(name)) return ['java', 'javac', 'jar'];
  return withoutPrograms.test(name) ? [] : [name];
}
