import type { CommandCase } from '../case.ts';
import { cloudformationCases } from './cloudformation.ts';
import { codedeployCases } from './codedeploy.ts';
import { dataCases } from './data.ts';
import { deliveryCases } from './delivery.ts';
import { deployCases } from './deploy.ts';
import { dockerCases } from './docker.ts';
import { ec2Cases } from './ec2.ts';
import { ecrCases } from './ecr.ts';
import { ecsCases } from './ecs.ts';
import { eksCases } from './eks.ts';
import { iamCases } from './iam.ts';
import { lambdaCases } from './lambda.ts';
import { managedCases } from './managed.ts';
import { platformCases } from './platform.ts';
import { s3Cases } from './s3.ts';
import { s3apiCases } from './s3api.ts';
import { secretsCases } from './secrets.ts';
import { ssmCases } from './ssm.ts';
import { stsCases } from './sts.ts';

/** All rows of the table, by family. */
export const cases: readonly CommandCase[] = [
  ...s3Cases,
  ...s3apiCases,
  ...stsCases,
  ...ssmCases,
  ...secretsCases,
  ...deliveryCases,
  ...codedeployCases,
  ...dataCases,
  ...iamCases,
  ...cloudformationCases,
  ...deployCases,
  ...lambdaCases,
  ...ecrCases,
  ...dockerCases,
  ...ecsCases,
  ...eksCases,
  ...ec2Cases,
  ...platformCases,
  ...managedCases,
];
