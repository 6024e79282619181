import { count, text, texts } from '../../params.ts';
import { done } from '../../results.ts';
import { records } from '../../state.ts';
import type { Environment, Params } from '../../types.ts';
import { find } from '../declared.ts';
import type { PlainOperation } from '../operation.ts';
import { arnOf, inRegion, newId } from './things.ts';

const kind = 'ec2:image';
/** ms of virtual time until a new image can be used; a typical figure. */
const copyMs = 90_000;

const shown = ({ readyAt, ...image }: Params, env: Environment): Params => ({
  ...image,
  OwnerId: env.account,
  State: env.clock.now() < count({ readyAt }, 'readyAt') ? 'pending' : 'available',
});

/** Amazon EC2 API Reference: images of instances. */
export const imageOperations: Record<string, PlainOperation> = {
  DescribeImages: {
    handle(params, env) {
      const ids = texts(params, 'ImageIds');
      const found = ids.map((id) =>
        find(env, {
          kind,
          name: id,
          called: 'image',
          make: () => ({ ImageId: id }),
        }),
      );
      const images =
        ids.length === 0
          ? [...records(env.state, kind).values()]
          : found.flatMap((each) => (each === undefined ? [] : [each.record]));
      const assumed = found.find((each) => each?.assumed !== undefined)?.assumed;
      return {
        ok: true,
        output: { Images: images.map((image) => shown(image, env)) },
        ...(assumed === undefined ? {} : { assumed }),
      };
    },
  },
  CreateImage: {
    resource: (params, env) => [
      arnOf(env, 'instance', text(params, 'InstanceId')),
      arnOf(env, 'image', '*'),
      arnOf(env, 'snapshot', '*'),
    ],
    context: inRegion,
    handle(params, env) {
      const ImageId = newId(env, 'ami');
      const Name = text(params, 'Name');
      records(env.state, kind).set(ImageId, { ImageId, Name, readyAt: env.clock.now() + copyMs });
      return done({ ImageId });
    },
    details: (params) => ({ instance: text(params, 'InstanceId') }),
  },
};
