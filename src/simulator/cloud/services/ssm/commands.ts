import { text, texts } from '../../params.ts';
import { refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type { PlainOperation } from '../operation.ts';

const unknownInstance = 'What runs on EC2 instances is not simulated.';
const kind = 'ssm:command';

/**
 * Run Command and Session Manager (AWS Systems Manager API Reference). SendCommand is checked on the document and on every
 * instance: both must be allowed.
 */
export const commandOperations: Record<string, PlainOperation> = {
  SendCommand: {
    resource(params, env) {
      const document = text(params, 'DocumentName');
      // AWS's own documents are in every account: their ARN names none.
      const owner = document.startsWith('AWS-') ? '' : env.account;
      return [
        `arn:aws:ssm:${env.region}:${owner}:document/${document}`,
        ...texts(params, 'InstanceIds').map(
          (id) => `arn:aws:ec2:${env.region}:${env.account}:instance/${id}`,
        ),
      ];
    },
    handle(params, env) {
      const id = env.ids.uuid(`${env.trace.scope}/command`);
      const instances = texts(params, 'InstanceIds');
      const command = {
        CommandId: id,
        DocumentName: text(params, 'DocumentName'),
        RequestedDateTime: env.clock.now(),
        Status: 'Pending',
        StatusDetails: 'Pending',
        InstanceIds: instances,
        TargetCount: instances.length,
        CompletedCount: 0,
        ErrorCount: 0,
      };
      records(env.state, kind).set(id, command);
      return { ok: true, output: { Command: command }, assumed: unknownInstance };
    },
    rule: 'ssm.send-command-asks-twice',
  },
  GetCommandInvocation: {
    handle(params, env) {
      const id = text(params, 'CommandId');
      const sent = records(env.state, kind);
      if (sent.size > 0 && !sent.has(id)) return refuse('InvocationDoesNotExist', '');
      return {
        ok: true,
        output: {
          CommandId: id,
          InstanceId: text(params, 'InstanceId'),
          DocumentName: sent.get(id)?.DocumentName ?? 'AWS-RunShellScript',
          ResponseCode: 0,
          Status: 'Success',
          StatusDetails: 'Success',
          StandardOutputContent: '',
          StandardErrorContent: '',
        },
        assumed: unknownInstance,
      };
    },
  },
  StartSession: {
    resource: 'arn:aws:ec2:{region}:{account}:instance/{Target}',
    handle: (params, env) => ({
      ok: true,
      output: {
        SessionId: `${text(params, 'Target')}-${env.ids.hex(`${env.trace.scope}/session`, 17)}`,
        TokenValue: env.ids.hex(`${env.trace.scope}/token`, 64),
        StreamUrl: `wss://ssmmessages.${env.region}.amazonaws.com/v1/data-channel`,
      },
      assumed: unknownInstance,
    }),
  },
};
