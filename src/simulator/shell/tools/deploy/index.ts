import type { Tool } from '../../types.ts';
import { cdk } from './cdk.ts';
import { kubectl } from './kubectl.ts';
import { sam } from './sam.ts';
import { serverlessTools } from './serverless.ts';
import { terraform } from './terraform.ts';

/** Tools that deploy: what they ask of AWS is simulated, what they make there is not. */
export const deployTools: readonly Tool[] = [cdk, kubectl, sam, terraform, ...serverlessTools];
