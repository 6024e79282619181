import * as z from 'zod';
import { list, names, text, yesNo } from './values.ts';

/** CodeBuild User Guide, "Build specification reference", env. */
export const env = z
  .object({
    shell: text(
      'The shell that runs the commands. Without it Linux images use sh, which is dash on Ubuntu and bash in POSIX mode on Amazon Linux.',
      ['bash', '/bin/sh', 'powershell.exe', 'cmd.exe'],
    ).optional(),
    variables: names(
      'Variables in plain text. Values are literal: $NAME inside them is not replaced. The project and the pipeline win over what stands here.',
    ).optional(),
    'parameter-store': names(
      'Variable → name of a parameter in Systems Manager Parameter Store, read with ssm:GetParameters before the first command. The log shows *** for its value.',
    ).optional(),
    'secrets-manager': names(
      'Variable → secret-id:json-key:version-stage:version-id in Secrets Manager; only secret-id is required. The log shows *** for its value.',
    ).optional(),
    'exported-variables': list(
      'Variables that the build hands back, for later actions of the pipeline as #{Namespace.NAME}. Their values are taken at the end of POST_BUILD.',
    ).optional(),
    'git-credential-helper': yesNo(
      "Let git in the build use CodeBuild's own credentials for the source repository. Default: no.",
    ).optional(),
  })
  .meta({ description: 'The shell and the environment variables of the commands.' });

/** Version 0.1 only. */
export const oldVariables = z
  .object({ plaintext: names('Variables in plain text, as version 0.1 writes them.').optional() })
  .meta({ description: 'Version 0.1: the section that is env in version 0.2.' });

export const proxy = z
  .object({
    'upload-artifacts': yesNo(
      'Send the artifacts through the explicit proxy server. Default: no.',
    ).optional(),
    logs: yesNo('Send the log through the explicit proxy server. Default: no.').optional(),
  })
  .meta({ description: 'For builds behind an explicit proxy server.' });
