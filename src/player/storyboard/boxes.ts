import type { Rect } from '../diagram/geometry.ts';
import type { Layout } from '../diagram/layout/index.ts';
import { stageColumns } from '../diagram/layout/index.ts';
import { inner } from '../diagram/layout/types.ts';
import { sentences } from '../diagram/sentences.ts';
import type { Box } from '../diagram/types.ts';
import type { BoxView, ContainerBoxView, PictureView } from '../diagram/view/index.ts';
import type { Health } from '../health.ts';
import { shortPhases } from '../words.ts';
import { box, escaped, label, wrap } from './svg.ts';

const signs: Record<Health, string> = { ok: '✓', bad: '✕', busy: '▸', idle: '–' };
const lineHeight = 17;

/** Text from the top of a box down. */
function column(
  rect: Rect,
  lines: readonly { text: string; className: string }[],
  from = 26,
): string {
  return lines
    .map(({ text, className }, i) =>
      label(text, rect.x + 13, rect.y + from + i * lineHeight, className),
    )
    .join('');
}

function stages(view: BoxView, rect: Rect, shape: Layout['shape']): string {
  const list = view.stages ?? [];
  const columns = stageColumns(list.length, shape);
  const { padding, gap } = inner.band;
  const width = (rect.width - 2 * padding - (columns - 1) * gap) / columns;
  const rows = Math.max(1, Math.ceil(list.length / columns));
  const top = rect.y + (shape === 'wide' ? 38 : 56);
  const height = (rect.y + rect.height - padding - top - (rows - 1) * inner.group.gap) / rows;
  return list
    .map(({ name, detail, status }, i) => {
      const place = {
        x: rect.x + padding + (i % columns) * (width + gap),
        y: top + Math.floor(i / columns) * (height + inner.group.gap),
        width,
        height,
      };
      const lines = [
        { text: `${name}  ${signs[status.health]} ${status.text}`, className: 'sb-title' },
        ...wrap(detail, width - 24).map((text) => ({ text, className: 'sb-soft' })),
      ];
      return `<g data-health="${status.health}">${box(place, 'sb-stage', 8)}${column(place, lines, 21)}</g>`;
    })
    .join('');
}

function container(view: ContainerBoxView, rect: Rect, lit: number): string {
  const spec = { x: rect.x + 13, y: rect.y + 74, width: rect.width - 26, height: rect.height - 85 };
  const half = (spec.width - 18) / 2;
  const phases = view.phases
    .map(({ name, health }, i) =>
      label(
        `${signs[health]} ${shortPhases[name] ?? name}`,
        spec.x + 10 + (i % 2) * half,
        spec.y + 58 + Math.floor(i / 2) * lineHeight,
        'sb-faint',
      ),
    )
    .join('');
  const terminal = {
    x: spec.x + 9,
    y: spec.y + spec.height - 57,
    width: spec.width - 18,
    height: 48,
  };
  return `<g data-step="5"${lit >= 5 ? ' data-lit="true"' : ''}>${box(spec, 'sb-stage', 8)}${label('buildspec.yml', spec.x + 10, spec.y + 20, 'sb-mono')}${label(sentences.buildspec, spec.x + 10, spec.y + 37, 'sb-faint')}${phases}${box(terminal, 'sb-terminal', 7)}${label(`$ ${view.command?.text ?? ''}`, terminal.x + 10, terminal.y + 20, 'sb-prompt')}</g>`;
}

/** What stands in a box below its title. */
function textOf(of: Box, view: BoxView, width: number): { text: string; className: string }[] {
  const mono = [of.name, view.container?.image ?? '', view.credentials?.key ?? '', view.fact ?? '']
    .filter(Boolean)
    .join(' ');
  const status =
    view.status === undefined ? '' : `${signs[view.status.health]} ${view.status.text}`;
  return [
    ...wrap(mono, width - 26, 'mono').map((text) => ({ text, className: 'sb-mono' })),
    ...wrap(sentences[of.kind], width - 24).map((text) => ({ text, className: 'sb-faint' })),
    ...(status === '' ? [] : [{ text: status, className: 'sb-soft' }]),
  ];
}

/** One box of the picture as SVG. */
export function boxSvg(of: Box, picture: PictureView, layout: Layout): string {
  const rect = layout.boxes.get(of.id);
  const view = picture.boxes.get(of.id);
  if (rect === undefined || view === undefined) return '';
  const lit = of.step !== undefined && picture.lit >= of.step;
  const idle = view.status === undefined && !view.live && !lit;
  const attributes = [
    `data-actor="${of.actor}"`,
    ...(of.step === undefined ? [] : [`data-step="${of.step}"`]),
    ...(lit ? ['data-lit="true"'] : []),
    ...(idle ? ['data-idle="true"'] : []),
  ].join(' ');
  const small = of.kind === 'service';
  const top = small ? 21 : 26;
  const mark = box({ x: rect.x + 13, y: rect.y + top - 9, width: 8, height: 8 }, 'sb-mark', 3);
  const title = label(of.title, rect.x + 28, rect.y + top - 1, 'sb-title');
  const band = of.kind === 'pipeline';
  const lines = textOf(of, view, rect.width);
  const below = band
    ? label(
        sentences.pipeline,
        rect.x + (layout.shape === 'wide' ? 190 : 13),
        rect.y + (layout.shape === 'wide' ? 25 : 44),
        'sb-faint',
      ) + stages(view, rect, layout.shape)
    : column(rect, lines, top + lineHeight);
  const within = view.container === undefined ? '' : container(view.container, rect, picture.lit);
  return `<g ${attributes}><title>${escaped(`${of.title} ${of.name}`.trim())}</title>${box(rect, small ? 'sb-box sb-small' : 'sb-box', small ? 8 : 10)}${mark}${title}${below}${within}</g>`;
}
