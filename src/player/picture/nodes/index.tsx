import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { memo, type ReactNode } from 'react';
import type { Box, BoxKind } from '../../diagram/types.ts';
import { Container } from './Container.tsx';
import { Credentials } from './Credentials.tsx';
import { Pipeline } from './Pipeline.tsx';
import { Services } from './Services.tsx';
import { Developer, GitHub, Project, Role, Service } from './Simple.tsx';

export type BoxNode = Node<{ box: Box; columns: number }, 'box'>;

const bodies: Record<BoxKind, (box: Box, columns: number) => ReactNode> = {
  developer: (box) => <Developer box={box} />,
  github: (box) => <GitHub box={box} />,
  pipeline: (box, columns) => <Pipeline box={box} columns={columns} />,
  project: (box) => <Project box={box} />,
  container: (box) => <Container box={box} />,
  role: (box) => <Role box={box} />,
  credentials: (box) => <Credentials box={box} />,
  services: (box) => <Services box={box} />,
  service: (box) => <Service box={box} />,
};

/** A box as React Flow's node. The handles are there because it draws no edge without them. */
const BoxBody = memo(function BoxBody({ data: { box, columns } }: NodeProps<BoxNode>) {
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      {bodies[box.kind](box, columns)}
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </>
  );
});

export const nodeTypes = { box: BoxBody };
