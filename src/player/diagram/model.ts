import type {
  ActionDeclaration,
  NodeId,
  PipelineDefinition,
  Repository,
  Scenario,
} from '../../simulator/read.ts';
import { artifactBucketOf, serviceBoxes } from './services.ts';
import type { Box, BoxId, Diagram, StageBox, Wire } from './types.ts';

/** Words for an action's provider. */
const providers: Record<string, string> = {
  CodeStarSourceConnection: 'GitHub',
  Manual: 'Approval',
};

function actionDetail(action: ActionDeclaration): string {
  const { provider, category } = action.actionTypeId;
  const { ProjectName, BucketName } = action.configuration ?? {};
  const who = providers[provider] ?? provider;
  const output = action.outputArtifacts?.[0]?.name;
  if (category === 'Source' && output !== undefined) return `${who} → ${output}`;
  const what = ProjectName ?? BucketName;
  return what === undefined ? who : `${who} → ${what}`;
}

const stageBox = ({ name, actions }: PipelineDefinition['stages'][number]): StageBox => ({
  name,
  detail: actions.map(actionDetail).join(', '),
});

const roleNameOf = (arn: string): string => arn.split('/').at(-1) ?? arn;

export const pipelinesOf = (scenario: Scenario): PipelineDefinition[] => [
  scenario.pipeline,
  ...(scenario.pipelines ?? []),
];
const repositoriesOf = (scenario: Scenario): Repository[] => [
  scenario.repository,
  ...(scenario.repositories ?? []),
];

function boxesOf(scenario: Scenario): Box[] {
  const projects = Object.values(scenario.projects);
  const roles = [...new Set(projects.map(({ serviceRole }) => roleNameOf(serviceRole)))];
  return [
    { id: 'developer', kind: 'developer', title: 'You', name: 'git push', actor: 'source' },
    ...repositoriesOf(scenario).map(
      ({ fullName }, i): Box => ({
        id: `github:${fullName}`,
        kind: 'github',
        title: 'GitHub',
        name: fullName,
        actor: 'source',
        ...(i === 0 && { step: 1 }),
      }),
    ),
    ...pipelinesOf(scenario).map(
      ({ name, stages }, i): Box => ({
        id: `pipeline:${name}`,
        kind: 'pipeline',
        title: 'CodePipeline',
        name,
        actor: 'pipeline',
        stages: stages.map(stageBox),
        ...(i === 0 && { step: 2 }),
      }),
    ),
    ...projects.map(
      ({ name }, i): Box => ({
        id: `project:${name}`,
        kind: 'project',
        title: 'CodeBuild project',
        name,
        actor: 'build',
        ...(i === 0 && { step: 3 }),
      }),
    ),
    {
      id: 'container',
      kind: 'container',
      title: 'Build container',
      name: '',
      actor: 'build',
      step: 4,
    },
    ...roles.map(
      (name): Box => ({
        id: `role:${name}`,
        kind: 'role',
        title: 'IAM service role',
        name,
        actor: 'identity',
      }),
    ),
    {
      id: 'sts',
      kind: 'credentials',
      title: 'STS · temporary credentials',
      name: '',
      actor: 'identity',
    },
    {
      id: 'services',
      kind: 'services',
      title: 'AWS services',
      name: '',
      actor: 'service',
      step: 6,
    },
    ...serviceBoxes(scenario),
  ];
}

interface WireOptions extends Pick<Wire, 'kind' | 'actor'> {
  quiet?: boolean;
  stage?: number;
}
const wire = (from: BoxId, to: BoxId, { quiet = false, ...rest }: WireOptions): Wire => ({
  id: `${from}→${to}`,
  from,
  to,
  quiet,
  ...rest,
});

/** Wires from a pipeline: to the projects that its actions start, and to everything that it stores in. */
function pipelineWires(scenario: Scenario, pipeline: PipelineDefinition, services: Box[]): Wire[] {
  const id = `pipeline:${pipeline.name}`;
  const actions = pipeline.stages.flatMap((stage, index) =>
    stage.actions.map((action) => ({ stage: index, configuration: action.configuration ?? {} })),
  );
  const started = actions.filter(
    ({ configuration: { ProjectName } }, i) =>
      ProjectName !== undefined &&
      Object.hasOwn(scenario.projects, ProjectName) &&
      actions.findIndex((other) => other.configuration.ProjectName === ProjectName) === i,
  );
  const stores = new Set([
    artifactBucketOf(scenario),
    ...actions.map((a) => a.configuration.BucketName),
  ]);
  return [
    ...started.map(({ stage, configuration }) =>
      wire(id, `project:${configuration.ProjectName}`, { kind: 'flow', actor: 'pipeline', stage }),
    ),
    ...services.map((service) =>
      wire(id, service.id, {
        kind: 'call',
        actor: 'pipeline',
        quiet: !stores.has(service.id.replace(/^bucket:/, '')),
      }),
    ),
  ];
}

function wiresOf(scenario: Scenario, boxes: readonly Box[]): Wire[] {
  const services = boxes.filter(({ kind }) => kind === 'service');
  const repositories = repositoriesOf(scenario).map(({ fullName }) => `github:${fullName}`);
  const first = `pipeline:${scenario.pipeline.name}`;
  return [
    ...repositories.flatMap((id) => [
      wire('developer', id, { kind: 'flow', actor: 'source' }),
      wire(id, first, { kind: 'flow', actor: 'source' }),
    ]),
    ...pipelinesOf(scenario).flatMap((pipeline) => pipelineWires(scenario, pipeline, services)),
    ...Object.values(scenario.projects).flatMap(({ name, serviceRole }) => {
      const id = `project:${name}`;
      const role = `role:${roleNameOf(serviceRole)}`;
      return [
        wire(id, 'container', { kind: 'flow', actor: 'build' }),
        wire(id, role, { kind: 'attached', actor: 'identity' }),
        ...services.map((service) =>
          wire(id, service.id, { kind: 'call', actor: 'build', quiet: true }),
        ),
      ];
    }),
    ...boxes
      .filter(({ kind }) => kind === 'role')
      .map(({ id }) => wire(id, 'sts', { kind: 'identity', actor: 'identity' })),
    wire('sts', 'container', { kind: 'identity', actor: 'identity' }),
    ...services.map(({ id }) => wire('container', id, { kind: 'call', actor: 'build' })),
  ];
}

const made = new WeakMap<Scenario, Diagram>();

/** The picture of a scenario: what there is, and what is connected to what. */
export function diagramOf(scenario: Scenario): Diagram {
  let diagram = made.get(scenario);
  if (diagram === undefined) {
    const boxes = boxesOf(scenario);
    diagram = { boxes, wires: wiresOf(scenario, boxes) };
    made.set(scenario, diagram);
  }
  return diagram;
}

/** The box in which a place of the recording is shown, or null. */
export function boxOf({ boxes }: Diagram, node: NodeId): BoxId | null {
  const has = (id: BoxId) => boxes.some((box) => box.id === id);
  if (has(node)) return node;
  const [kind = ''] = node.split(':');
  const first = (wanted: Box['kind']) => boxes.find((box) => box.kind === wanted)?.id ?? null;
  if (kind === 'container') return 'container';
  if (kind === 'connection') return first('github');
  if (kind === 'ecr') return boxes.find(({ id }) => id.startsWith('repository:'))?.id ?? 'services';
  // The only roles without a box are those of pipelines; they are used inside the band.
  if (kind === 'role') return first('pipeline');
  if (kind === 'bucket' || kind === 'repository' || kind === 'service') return 'services';
  return null;
}
