/** Entries of the catalogue that are not reproduced, each with the reason. */
export const notReproducible: readonly { number: number; reason: string }[] = [
  {
    number: 6,
    reason:
      "The simulator's IAM is consistent at once: a role that was just made is never unknown.",
  },
  {
    number: 14,
    reason: 'Nobody knows which buildspec causes it; the words alone were seen, in a title.',
  },
  {
    number: 69,
    reason:
      'It is no error: a webhook beside the pipeline starts a build of its own, and webhooks are not part of a scenario.',
  },
  {
    number: 78,
    reason:
      "It has no words of its own: Maven resolves through the image's settings.xml, and there is no network to resolve from.",
  },
  {
    number: 79,
    reason: "The container's locale is not modelled: every program reads and writes UTF-8.",
  },
  {
    number: 81,
    reason:
      'Report groups are made by the build itself, without an export; one that exports to a foreign bucket is no part of a scenario.',
  },
  {
    number: 84,
    reason: 'GitHub Actions runners are no part of a scenario.',
  },
  {
    number: 86,
    reason:
      'It happens in the console while a project is made with Bitbucket, before there is anything to run.',
  },
  {
    number: 90,
    reason:
      'Commit statuses at GitHub or Bitbucket are not shown, so that a missing one cannot be seen.',
  },
  {
    number: 91,
    reason:
      "It happens when the console saves a role that it manages itself; scenarios have roles, not the console's record of them.",
  },
];

/** Entries whose cause the build machine does not model yet. */
export const notYet: readonly number[] = [];
