/** Pulls that Docker Hub lets through in six hours (Docker Docs, "Docker Hub usage and limits", 2020–2025). */
const most = { anonymous: 100, authenticated: 200 };
const windowMs = 6 * 60 * 60_000;

/** Observed since 2020 (posted build logs). */
const limited =
  'toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit';

/**
 * Docker Hub's count of pulls. Builds without a login of theirs share the addresses of CodeBuild: here those of one run count
 * together, and nobody else's.
 */
export interface DockerHub {
  /** @returns Docker's words when the limit is reached, else null */
  pull(o: { authenticated: boolean }): string | null;
}

/** @param now ms of virtual time */
export function makeDockerHub(now: () => number): DockerHub {
  const pulls = { anonymous: [] as number[], authenticated: [] as number[] };
  return {
    pull({ authenticated }) {
      const who = authenticated ? 'authenticated' : 'anonymous';
      const recent = pulls[who].filter((at) => at > now() - windowMs);
      pulls[who] = recent;
      if (recent.length >= most[who]) return limited;
      recent.push(now());
      return null;
    },
  };
}
