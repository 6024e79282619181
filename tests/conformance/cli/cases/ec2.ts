import { expect } from 'vitest';
import type { CommandCase } from '../case.ts';

const session = 'arn:aws:sts::111122223333:assumed-role/worker/AWSCodeBuild-1';
const ec2 = (rest: string) => `arn:aws:ec2:us-east-1:111122223333:${rest}`;
/** AMIs and snapshots may be anybody's: no account. */
const ownerless = (rest: string) => `arn:aws:ec2:us-east-1::${rest}`;
const idOf = (start: string) => expect.stringMatching(new RegExp(`^${start}-[0-9a-f]{17}$`));
const instance = 'i-0123456789abcdef0';
const group = 'sg-0123456789abcdef0';
const image = 'ami-0123456789abcdef0';
const group8080 = '--protocol tcp --port 8080 --cidr 10.0.0.0/8';

/** EC2's own words; without a resource there is no resource to name, and no encoded message. */
const unauthorized = (operation: string, resource?: string) => ({
  stderr: new RegExp(
    [
      `\\nAn error occurred \\(UnauthorizedOperation\\) when calling the ${operation} operation: `,
      `You are not authorized to perform this operation\\. User: ${session} is not authorized to perform: ec2:${operation}`,
      resource === undefined ? '' : ` on resource: ${resource.replaceAll('*', '\\*')}`,
      ` because no identity-based policy allows the ec2:${operation} action`,
      resource === undefined ? '' : '\\. Encoded authorization failure message: [\\w-]{200,}',
      '\\n$',
    ].join(''),
  ),
  exit: 254,
});

const described = (operation: string) => ({ [`ec2:${operation}`]: unauthorized(operation) });

/** What RunInstances asks for when the request names no more than the image, in order. */
const runChecks = [
  ec2('instance/*'),
  ownerless(`image/${image}`),
  ec2('subnet/*'),
  ec2('network-interface/*'),
  ec2('security-group/*'),
  ec2('volume/*'),
].map((resource) => ['ec2:RunInstances', resource] as const);

/** EC2, load balancers, Auto Scaling. */
export const ec2Cases: readonly CommandCase[] = [
  {
    row: 170,
    title: 'aws ec2 describe-instances',
    run: 'aws ec2 describe-instances',
    checks: [['ec2:DescribeInstances', '*']],
    stdout: { json: { Reservations: [] } },
    refusals: described('DescribeInstances'),
  },
  {
    row: 171,
    title: 'aws ec2 describe-images --owners self',
    run: 'aws ec2 describe-images --owners self',
    checks: [['ec2:DescribeImages', '*']],
    stdout: { json: { Images: [] } },
    refusals: described('DescribeImages'),
  },
  {
    row: 172,
    title: 'aws ec2 describe-vpcs',
    run: 'aws ec2 describe-vpcs',
    checks: [['ec2:DescribeVpcs', '*']],
    stdout: { json: { Vpcs: [] } },
    refusals: described('DescribeVpcs'),
  },
  {
    row: 173,
    title: 'aws ec2 describe-subnets',
    run: 'aws ec2 describe-subnets',
    checks: [['ec2:DescribeSubnets', '*']],
    stdout: { json: { Subnets: [] } },
    refusals: described('DescribeSubnets'),
  },
  {
    row: 174,
    title: 'aws ec2 run-instances --image-id <ami> …',
    run: `aws ec2 run-instances --image-id ${image} --iam-instance-profile Name=web-server`,
    checks: [...runChecks, ['iam:PassRole', 'arn:aws:iam::111122223333:role/web-server']],
    stdout: {
      json: {
        ReservationId: idOf('r'),
        OwnerId: '111122223333',
        Groups: [],
        Instances: [{ InstanceId: idOf('i'), ImageId: image, State: { Code: 0, Name: 'pending' } }],
      },
    },
    refusals: {
      'ec2:RunInstances': unauthorized('RunInstances', ec2('instance/*')),
      'iam:PassRole': {
        stderr:
          /\(UnauthorizedOperation\) .* perform: iam:PassRole on resource: arn:aws:iam::111122223333:role\/web-server because no identity-based policy allows the iam:PassRole action\. Encoded/,
        exit: 254,
      },
    },
  },
  {
    row: 175,
    title: 'aws ec2 terminate-instances --instance-ids <id>',
    run: `aws ec2 terminate-instances --instance-ids ${instance}`,
    checks: [['ec2:TerminateInstances', ec2(`instance/${instance}`)]],
    stdout: {
      json: {
        TerminatingInstances: [
          {
            CurrentState: { Code: 32, Name: 'shutting-down' },
            InstanceId: instance,
            PreviousState: { Code: 16, Name: 'running' },
          },
        ],
      },
    },
    refusals: {
      'ec2:TerminateInstances': unauthorized('TerminateInstances', ec2(`instance/${instance}`)),
    },
  },
  {
    row: 176,
    title: 'aws ec2 create-image --instance-id <id> --name <name>',
    run: `aws ec2 create-image --instance-id ${instance} --name web-1`,
    checks: [
      ['ec2:CreateImage', ec2(`instance/${instance}`)],
      ['ec2:CreateImage', ownerless('image/*')],
      ['ec2:CreateImage', ownerless('snapshot/*')],
    ],
    stdout: { json: { ImageId: idOf('ami') } },
    refusals: { 'ec2:CreateImage': unauthorized('CreateImage', ec2(`instance/${instance}`)) },
  },
  {
    row: 177,
    title: 'aws ec2 create-tags --resources <id> --tags Key=a,Value=b',
    run: `aws ec2 create-tags --resources ${instance} --tags Key=a,Value=b`,
    checks: [['ec2:CreateTags', ec2(`instance/${instance}`)]],
    stdout: '',
    refusals: { 'ec2:CreateTags': unauthorized('CreateTags', ec2(`instance/${instance}`)) },
  },
  {
    row: 178,
    title: 'aws ec2 authorize-security-group-ingress --group-id <id> …',
    run: `aws ec2 authorize-security-group-ingress --group-id ${group} ${group8080}`,
    checks: [['ec2:AuthorizeSecurityGroupIngress', ec2(`security-group/${group}`)]],
    stdout: {
      json: {
        Return: true,
        SecurityGroupRules: [
          {
            SecurityGroupRuleId: idOf('sgr'),
            GroupId: group,
            IsEgress: false,
            IpProtocol: 'tcp',
            FromPort: 8080,
            ToPort: 8080,
            CidrIpv4: '10.0.0.0/8',
          },
        ],
      },
    },
    refusals: {
      'ec2:AuthorizeSecurityGroupIngress': unauthorized(
        'AuthorizeSecurityGroupIngress',
        ec2(`security-group/${group}`),
      ),
    },
    faults: [
      {
        what: 'a rule that is there already',
        run: `for n in 1 2; do aws ec2 authorize-security-group-ingress --group-id ${group} ${group8080}; done`,
        stderr:
          'An error occurred (InvalidPermission.Duplicate) when calling the AuthorizeSecurityGroupIngress operation: the specified rule "peer: 10.0.0.0/8, TCP, from port: 8080, to port: 8080, ALLOW" already exists\n',
        exit: 254,
      },
      {
        what: 'a port that is none',
        run: `aws ec2 authorize-security-group-ingress --group-id ${group} --protocol tcp --port http --cidr 10.0.0.0/8`,
        stderr: 'port parameter should be of the form <from[-to]> (e.g. 22 or 22-25)',
        exit: 252,
      },
    ],
  },
  {
    row: 179,
    title: 'aws ec2 wait image-available --image-ids <ami>',
    run: `aws ec2 wait image-available --image-ids ${image}`,
    checks: [['ec2:DescribeImages', '*']],
    stdout: '',
    refusals: {
      'ec2:DescribeImages': {
        stderr:
          /^\nWaiter ImageAvailable failed: An error occurred \(UnauthorizedOperation\): You are not authorized to perform this operation\./,
        exit: 255,
      },
    },
  },
  {
    row: 180,
    title: 'aws elbv2 describe-load-balancers',
    run: 'aws elbv2 describe-load-balancers',
    checks: [['elasticloadbalancing:DescribeLoadBalancers', '*']],
    stdout: { json: { LoadBalancers: [] } },
    refusals: {
      'elasticloadbalancing:DescribeLoadBalancers': {
        code: 'AccessDenied',
        operation: 'DescribeLoadBalancers',
      },
    },
  },
  {
    row: 181,
    title: 'aws autoscaling start-instance-refresh --auto-scaling-group-name <asg>',
    run: 'aws autoscaling start-instance-refresh --auto-scaling-group-name web',
    checks: [
      [
        'autoscaling:StartInstanceRefresh',
        'arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:*:autoScalingGroupName/web',
      ],
    ],
    stdout: {
      json: {
        InstanceRefreshId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      },
    },
    refusals: {
      'autoscaling:StartInstanceRefresh': {
        code: 'AccessDenied',
        operation: 'StartInstanceRefresh',
      },
    },
  },
];
