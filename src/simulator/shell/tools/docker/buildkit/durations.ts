/** ms of BuildKit's own vertices; typical for a small build host. */
export const vertexMs = {
  dockerfile: 30,
  metadata: 620,
  ignore: 10,
  context: 20,
  workdir: 60,
  copy: 40,
  export: 120,
};

/** ms that a RUN line takes, by what it calls: orders of magnitude, since the line itself is not run. */
const runDurations: readonly [RegExp, number][] = [
  [/\b(?:mvn|mvnw|gradle|gradlew|sbt)\b/, 45_000],
  [/\b(?:cargo|dotnet|go)\s+(?:build|publish|install|restore)\b/, 20_000],
  [/\b(?:yum|dnf|microdnf)\b.*\binstall\b/, 12_000],
  [/\bapt(?:-get)?\b.*\binstall\b/, 9_000],
  [/\b(?:pip3?|poetry|pipenv|uv)\b.*\b(?:install|sync)\b/, 7_000],
  [/\b(?:npm|yarn|pnpm)\s+(?:ci|i|install)\b/, 6_000],
  [/\b(?:npm|yarn|pnpm)\s+(?:run\s+)?build\b/, 5_000],
  [/\b(?:bundle|composer)\s+install\b/, 8_000],
  [/\bapk\s+add\b/, 2_500],
  [/\b(?:curl|wget)\b/, 1_200],
];

export const runMs = (command: string): number =>
  runDurations.find(([pattern]) => pattern.test(command))?.[1] ?? 300;

/** Bytes of the layer that a RUN line leaves: many where packages are installed. */
export const runBytes = (command: string): number => (runMs(command) >= 2_000 ? 18_000_000 : 4_096);
