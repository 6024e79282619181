import { authorize, explainDecision, parsePolicy } from '../../src/simulator/iam/index.ts';
import type { AuthorizationRequest } from '../../src/simulator/iam/types.ts';
import { summary, timed } from './statistics.ts';

const request: AuthorizationRequest = {
  principal: { type: 'AWS', arn: 'arn:aws:sts::111122223333:assumed-role/web-build-role/b' },
  action: 's3:PutObject',
  resource: 'arn:aws:s3:::acme-web-site/index.html',
  resourceAccount: '111122223333',
};

/** A policy of so many statements, none of which stands in another round. */
function longPolicy(statements: number, round: number): object {
  const statement = (index: number) => ({
    Effect: 'Allow',
    Action: 's3:Get*',
    Resource: `arn:aws:s3:::bucket-${round}-${index}/*`,
  });
  return {
    Version: '2012-10-17',
    Statement: Array.from({ length: statements }, (_, i) => statement(i)),
  };
}

/** Ten policies of two statements each; the last one has a condition and decides. */
const tenPolicies = Array.from({ length: 10 }, (_, index) => ({
  name: `policy-${index}`,
  document: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['logs:*', 'ecr:Get*'],
        Resource: `arn:aws:logs:*:*:group-${index}`,
      },
      index === 9
        ? {
            Effect: 'Allow',
            Action: 's3:PutObject',
            Resource: 'arn:aws:s3:::acme-web-site/*',
            Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } },
          }
        : { Effect: 'Allow', Action: 's3:Get*', Resource: `arn:aws:s3:::bucket-${index}/*` },
    ],
  },
}));
const inRegion = { ...request, context: { 'aws:RequestedRegion': 'us-east-1' } };

const ms = (spent: number): string => `${spent.toFixed(1)} ms`;

/** What the permission engine costs: rows of name and figure. The first row is that of a process that just began. */
export async function policyLines(runs: number): Promise<[name: string, figure: string][]> {
  const count = 10_000;
  const text = JSON.stringify(longPolicy(count, 0));
  const start = performance.now();
  const { policy: document } = parsePolicy(text, 'identity');
  const parsed = performance.now();
  authorize(request, { identity: [{ name: 'long', document }] });
  const judged = performance.now();

  const texts = Array.from({ length: runs }, (_, round) =>
    JSON.stringify(longPolicy(count, round + 1)),
  );
  const parsing = await timed(runs, 0, (index) => parsePolicy(texts[index] ?? '', 'identity'));
  const documents = texts.map((one) => JSON.parse(one) as unknown);
  const judging = await timed(runs, 0, (index) =>
    authorize(request, { identity: [{ name: 'long', document: documents[index] }] }),
  );
  const policies = { identity: [{ name: 'short', document: longPolicy(3, 0) }] };
  const deciding = await timed(runs, 1, () => {
    for (let index = 0; index < 1000; index++) authorize(request, policies);
  });
  const explaining = await timed(runs, 1, () => {
    for (let index = 0; index < 1000; index++) {
      explainDecision(authorize(inRegion, { identity: tenPolicies }), inRegion);
    }
  });
  return [
    [
      `${count} statements, cold: parsePolicy, authorize`,
      `${ms(parsed - start)}, ${ms(judged - parsed)}`,
    ],
    [`parsePolicy, ${count} distinct statements`, summary(parsing)],
    [`authorize, ${count} distinct statements, first`, summary(judging)],
    ['authorize, 3 statements, 1000 times', summary(deciding)],
    ['authorize and explain, 10 policies, 1000 times', summary(explaining)],
  ];
}
