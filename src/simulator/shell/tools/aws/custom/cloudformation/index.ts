import { deploy } from './deploy.ts';
import { packageTemplate } from './package.ts';

/** The CLI's own commands for CloudFormation (AWS CLI Command Reference, "cloudformation deploy", "cloudformation package"). */
export const cloudformationCommands = { deploy, package: packageTemplate };
