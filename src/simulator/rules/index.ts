import type { Rule } from '../recording/worldTypes.ts';
import { adviceRules } from './advice.ts';
import { buildFailureRules } from './buildFailure.ts';
import { buildImageRules } from './buildImages.ts';
import { buildMachineRules } from './buildMachine.ts';
import { buildOutputRules } from './buildOutputs.ts';
import { buildStartRules } from './buildStarts.ts';
import { buildspecRules } from './buildspec.ts';
import { cloudRules } from './cloud.ts';
import { engineRules } from './engine.ts';
import { iamRules } from './iam.ts';
import { iamWarningsRules } from './iamWarnings.ts';
import { moreServiceRules } from './moreServices.ts';
import { platformRules } from './platform.ts';
import { registryRules } from './registry.ts';
import { s3Rules } from './s3.ts';
import { serviceRules } from './services.ts';
import { shellRules } from './shell.ts';
import { storeRules } from './stores.ts';
import { stsRules } from './sts.ts';
import { toolFamilyRules } from './toolFamilies.ts';
import { toolsRules } from './tools.ts';
import { wordingRules } from './wordings.ts';

/** The conformance ledger: every rule the simulator follows, by id. Rendered as `docs/conformance.json`. */
export const rules: Readonly<Record<string, Rule>> = {
  ...engineRules,
  ...cloudRules,
  ...iamRules,
  ...iamWarningsRules,
  ...moreServiceRules,
  ...platformRules,
  ...registryRules,
  ...s3Rules,
  ...serviceRules,
  ...shellRules,
  ...storeRules,
  ...stsRules,
  ...toolsRules,
  ...wordingRules,
  ...toolFamilyRules,
  ...adviceRules,
  ...buildFailureRules,
  ...buildImageRules,
  ...buildMachineRules,
  ...buildOutputRules,
  ...buildStartRules,
  ...buildspecRules,
};
