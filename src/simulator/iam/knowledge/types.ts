/**
 * What is known of a service, as its file holds it: texts only, so that the files stay small and need no checks.
 * Numbers in the texts count the members of `resources` and of `keys`, from 0.
 */
export interface PackedService {
  prefix: string;
  /** Name → `<access level> | <resource types> | <condition keys>`. */
  actions: Readonly<Record<string, string>>;
  /** Name → `<ARN template> | <condition keys>`. */
  resources: Readonly<Record<string, string>>;
  /** Name, such as `s3:prefix` or one with a placeholder → type. */
  keys: Readonly<Record<string, string>>;
}

/** What belongs to no single service. */
export interface PackedCatalog {
  /** Of the data; its last number is the day it was read from AWS. */
  version: string;
  /** Prefix → full name, of all services that AWS has. */
  services: Readonly<Record<string, string>>;
}

/** An action as the Service Authorization Reference has it. */
export interface ActionFacts {
  /** Without the prefix, in AWS's spelling. */
  name: string;
  /** `List`, `Read` or `Write`. */
  accessLevel: string;
  /** None: the action is asked for `*`. */
  resources: readonly ResourceFacts[];
  /** Own keys only; those of its resource types come on top, and the global ones. */
  keys: readonly KeyFacts[];
}

export interface ResourceFacts {
  name: string;
  /** With placeholders such as `{Partition}` behind dollar signs. */
  arn: string;
  keys: readonly KeyFacts[];
}

export interface KeyFacts {
  /** May hold a placeholder, as in `aws:RequestTag/` and a tag's name. */
  name: string;
  /** `String`, `ARN`, `Bool`, `Numeric`, `Date`, `IPAddress`, `ArrayOfString`, … */
  type: string;
}

/** One service, names in lower case → facts. */
export interface ServiceFacts {
  prefix: string;
  actions: ReadonlyMap<string, ActionFacts>;
  resources: readonly ResourceFacts[];
  keys: readonly KeyFacts[];
}

/** What is known for a review. */
export interface Knowledge {
  /** All prefixes AWS has → full name of the service. */
  services: ReadonlyMap<string, string>;
  /** Those that were asked for and are known. */
  facts: ReadonlyMap<string, ServiceFacts>;
}
