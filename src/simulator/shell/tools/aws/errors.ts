import { Failure } from '../support/failure.ts';

/**
 * Exit codes of AWS CLI v2 (AWS CLI User Guide, "Command line return codes"). Transfers of `aws s3` end with 1 when one of them
 * failed, with 2 when a file was skipped.
 */
export const exitCodes = {
  transferFailed: 1,
  skipped: 2,
  usage: 252,
  configuration: 253,
  service: 254,
  general: 255,
} as const;

export const usage = `aws [options] <command> <subcommand> [<subcommand> ...] [parameters]
To see help text, you can run:

  aws help
  aws <command> help
  aws <command> <subcommand> help
`;

/** The CLI puts an empty line before what it has to say. */
const said = (exitCode: number, text: string): Failure => new Failure(exitCode, `\n${text}\n`);

/** A fault that the argument parser finds: message, then the usage. */
export const usageError = (message: string): Failure =>
  said(exitCodes.usage, `aws: [ERROR]: ${message}\n\nusage: ${usage}`);

/** A fault that a command finds in its own parameters. */
export const parameterError = (message: string): Failure => said(exitCodes.usage, message);

/** Options that an operation of a service does not have. */
export const unknownOptions = (options: readonly string[]): Failure =>
  said(exitCodes.usage, `usage: ${usage}\nUnknown options: ${options.join(', ')}\n`);

export const configurationError = (message: string): Failure =>
  said(exitCodes.configuration, message);
export const generalError = (message: string): Failure => said(exitCodes.general, message);

/**
 * What did not come to a result: a call refused by the service, not signed, or not sent because a parameter or file is wrong.
 * `aws s3` prints its text on a line of its own making; everything else ends with `asFailure`.
 */
export class CallError extends Error {
  readonly kind: 'service' | 'credentials' | 'parameters' | 'file';
  /** HTTP status of the service's answer. */
  readonly status: number | null;
  /** The service's error code. */
  readonly code: string;
  constructor(kind: CallError['kind'], text: string, status: number | null = null, code = '') {
    super(text);
    this.code = code;
    this.kind = kind;
    this.status = status;
  }
}

export function asFailure(error: CallError): Failure {
  if (error.kind === 'service') return said(exitCodes.service, error.message);
  if (error.kind === 'file') return generalError(error.message);
  if (error.kind === 'parameters') return parameterError(error.message);
  return configurationError(
    `${error.message}. You can configure credentials by running "aws configure".`,
  );
}
