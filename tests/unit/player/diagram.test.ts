import { expect, test } from 'vitest';
import { pointAlong, type Rect } from '../../../src/player/diagram/geometry.ts';
import { layoutOf } from '../../../src/player/diagram/layout/index.ts';
import { boxOf, diagramOf } from '../../../src/player/diagram/model.ts';
import { routeOf } from '../../../src/player/diagram/routes.ts';
import { lastEventOf, pictureAt } from '../../../src/player/diagram/view/index.ts';
import { flightsOf, whereIs } from '../../../src/player/picture/flights.ts';
import { runStatusAt } from '../../../src/player/runStatus.ts';
import { beforePush, storyboard } from '../../../src/player/storyboard/index.ts';
import { travelsOf } from '../../../src/player/travels.ts';
import type { Scenario } from '../../../src/simulator/read.ts';
import { siteRun } from '../../component/fixtures/recording.ts';
import { siteScenario } from '../../component/fixtures/scenario.ts';

const run = siteRun();
const widths = [360, 390, 639, 640, 696, 712, 900];

const approval = {
  name: 'Approve',
  actions: [
    {
      name: 'Ask',
      actionTypeId: { category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1' },
    },
  ],
};
const large: Scenario = {
  ...siteScenario,
  pipeline: {
    ...siteScenario.pipeline,
    stages: [
      ...siteScenario.pipeline.stages,
      approval,
      { ...approval, name: 'Smoke' },
      { ...approval, name: 'Canary' },
    ],
  },
  projects: {
    ...siteScenario.projects,
    'web-test': {
      ...siteScenario.projects['web-build']!,
      name: 'web-test',
      serviceRole: 'arn:aws:iam::111122223333:role/web-test-role',
    },
  },
  resources: {
    ...siteScenario.resources,
    buckets: { ...siteScenario.resources?.buckets, logs: {}, media: {}, backup: {} },
    repositories: { 'acme/web': {} },
    parameters: { '/acme/version': { value: '1' } },
  },
};

const overlaps = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

test.each([
  ['the plain scenario', siteScenario],
  ['several buckets, stages, projects and roles', large],
])('no two boxes overlap and all lie within the picture: %s', (_name, scenario) => {
  const diagram = diagramOf(scenario);
  for (const width of widths) {
    const layout = layoutOf(diagram, width);
    const boxes = diagram.boxes.filter(({ kind }) => kind !== 'services');
    for (const [i, a] of boxes.entries()) {
      const rect = layout.boxes.get(a.id)!;
      expect(rect.x).toBeGreaterThanOrEqual(0);
      expect(rect.x + rect.width).toBeLessThanOrEqual(width);
      expect(rect.y + rect.height).toBeLessThanOrEqual(layout.height);
      for (const b of boxes.slice(i + 1))
        expect(overlaps(rect, layout.boxes.get(b.id)!), `${a.id} / ${b.id} at ${width}`).toBe(
          false,
        );
    }
  }
});

test('services stand within their frame', () => {
  for (const width of widths) {
    const layout = layoutOf(diagramOf(large), width);
    const frame = layout.boxes.get('services')!;
    for (const { id } of diagramOf(large).boxes.filter(({ kind }) => kind === 'service')) {
      const rect = layout.boxes.get(id)!;
      expect(rect.x).toBeGreaterThanOrEqual(frame.x);
      expect(rect.x + rect.width).toBeLessThanOrEqual(frame.x + frame.width);
      expect(rect.y + rect.height).toBeLessThanOrEqual(frame.y + frame.height);
    }
  }
});

test('wires begin and end at the edges of their boxes', () => {
  const on = ({ x, y }: { x: number; y: number }, rect: Rect) =>
    x >= rect.x - 0.5 &&
    x <= rect.x + rect.width + 0.5 &&
    y >= rect.y - 0.5 &&
    y <= rect.y + rect.height + 0.5;
  for (const scenario of [siteScenario, large]) {
    const diagram = diagramOf(scenario);
    for (const width of widths) {
      const layout = layoutOf(diagram, width);
      for (const wire of diagram.wires) {
        const { points } = layout.paths.get(wire.id)!;
        expect(on(points[0]!, layout.boxes.get(wire.from)!), `${wire.id} at ${width}`).toBe(true);
        expect(on(points.at(-1)!, layout.boxes.get(wire.to)!), `${wire.id} at ${width}`).toBe(true);
      }
    }
  }
});

test('a taller box pushes down what stands below it', () => {
  const diagram = diagramOf(siteScenario);
  const taller = layoutOf(diagram, 712, new Map([['container', 500]]));
  const usual = layoutOf(diagram, 712);
  expect(taller.boxes.get('sts')!.y - usual.boxes.get('sts')!.y).toBe(
    500 - usual.boxes.get('container')!.height,
  );
});

test('six boxes tell the story, one of them within the container', () => {
  const steps = diagramOf(siteScenario).boxes.flatMap(({ step }) => step ?? []);
  expect(steps.toSorted()).toEqual([1, 2, 3, 4, 6]);
});

test('every place of the recording has a box', () => {
  const diagram = diagramOf(run.scenario);
  for (const { from, to } of travelsOf(run)) {
    expect(boxOf(diagram, from)).not.toBeNull();
    expect(boxOf(diagram, to)).not.toBeNull();
  }
  expect(boxOf(diagram, 'bucket:somebody-elses')).toBe('services');
  expect(boxOf(diagram, 'role:web-pipeline-role')).toBe('pipeline:web-pipeline');
  expect(boxOf(diagram, 'nowhere' as 'sts')).toBeNull();
});

test('everything that changes boxes has a way to go, except what a pipeline does for itself', () => {
  const diagram = diagramOf(run.scenario);
  for (const travel of travelsOf(run)) {
    const [from, to] = [boxOf(diagram, travel.from), boxOf(diagram, travel.to)];
    const within = from === to || (from === 'pipeline:web-pipeline' && to === 'sts');
    expect(routeOf(diagram, travel).length > 0, `${travel.from} to ${travel.to}`).toBe(!within);
  }
});

test('credentials go from the project over its role, never over the pipeline', () => {
  const diagram = diagramOf(run.scenario);
  const legs = routeOf(diagram, { from: 'project:web-build', to: 'sts' });
  expect(legs.map(({ wire }) => wire.to)).toEqual(['role:web-build-role', 'sts']);
});

test('a token leaves at one end of its line and arrives at the other, as smoothly back as forth', () => {
  const layout = layoutOf(diagramOf(run.scenario), 712);
  for (const flight of flightsOf(run, layout)) {
    const { departs, arrives, points } = flight;
    expect(whereIs(flight, departs, false)).toBeNull();
    const samples = Array.from(
      { length: 50 },
      (_, i) => departs + ((i + 0.5) / 50) * (arrives - departs),
    );
    const there = samples.map((screen) => whereIs(flight, screen, false)!);
    const back = samples.toReversed().map((screen) => whereIs(flight, screen, false)!);
    expect(back.toReversed()).toEqual(there);
    expect(pointAlong(points, 0)).toEqual(points[0]);
    expect(pointAlong(points, 1).x).toBeCloseTo(points.at(-1)!.x, 3);
  }
});

test('the picture tells how the refused upload went', () => {
  const denied = run.events.find(
    (event) => event.type === 'api.call' && event.call.errorCode !== undefined,
  )!;
  const { boxes, wires } = pictureAt(run, denied.seq + 1, denied.seq);
  expect(boxes.get('bucket:acme-web-site')).toMatchObject({
    live: true,
    status: { health: 'bad', text: 'PutObject' },
  });
  expect(wires.get('container→bucket:acme-web-site')).toEqual({ state: 'live', denied: true });
  expect(boxes.get('container')?.container?.state).toBe('running');
  expect(boxes.get('sts')?.credentials?.holder).toBe('container');
  expect(runStatusAt(run, denied.seq + 1)).toEqual({ health: 'bad', text: 'Build · AccessDenied' });
});

test('in the end the container is gone and nobody holds the credentials', () => {
  const end = run.events.length;
  const { boxes } = pictureAt(run, end, end - 1);
  expect(boxes.get('container')?.container?.state).toBe('gone');
  expect(boxes.get('sts')?.credentials).toMatchObject({ holder: 'nobody', state: 'active' });
  expect(boxes.get('pipeline:web-pipeline')?.stages?.map(({ status }) => status.health)).toEqual([
    'ok',
    'bad',
    'idle',
  ]);
  expect(runStatusAt(run, end)).toEqual({ health: 'bad', text: 'Build failed · AccessDenied' });
  expect(runStatusAt(siteRun({ denied: false }), 10_000).text).toBe('Succeeded');
});

test('the last event of a box is found, and none before the first', () => {
  expect(lastEventOf(run, 0, 'container')).toBeNull();
  const seq = lastEventOf(run, run.events.length, 'container')!;
  expect(run.events[seq]?.type).toBe('build.phase');
});

test('the storyboard shows the six boxes and carries no styles, whatever the scenario is called', () => {
  const scenario: Scenario = {
    ...siteScenario,
    repository: { ...siteScenario.repository, fullName: '"><script>alert(1)</script>' },
  };
  for (const width of [390, 700]) {
    const svg = storyboard(beforePush(scenario), 0, width);
    for (const step of [1, 2, 3, 4, 5, 6]) expect(svg).toContain(`data-step="${step}"`);
    expect(svg).toContain('builds nothing itself');
    expect(svg).not.toMatch(/style=|<script|<style|onload/);
    expect(svg).not.toContain('data-lit');
  }
  expect(storyboard(run, run.events.length, 700).match(/data-lit/g)).toHaveLength(6);
});
