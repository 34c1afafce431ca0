import { escapeHtml } from './format';

export interface Series {
  readonly label: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly style: 'line' | 'dots';
  /** Interval of each point's y, in their order: a shaded band along a line, a whisker through a dot. */
  readonly intervals?: readonly ({ readonly low: number; readonly high: number } | null)[];
}

interface Axis {
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

export interface Axes {
  readonly title: string;
  /** What the figure shows, in a sentence, for those who do not see it. */
  readonly description: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly diagonal?: boolean;
}

/** Narrow, so that the labels stay readable where the page is no wider than a phone. */
const box = { width: 420, height: 310, left: 58, right: 12, top: 10, bottom: 48 };
const edge = 6;
/** At least 3:1 on white; dashes, and filled or open dots, tell series apart in greyscale. */
const colours = ['#1f4e79', '#b3541e', '#2e6b3a', '#5a5a5a', '#7a3b8f'];
const dashes = ['', '7 3', '2 3', '9 3 2 3', '12 4'];

type Scale = (value: number) => number;

/** A figure as inline SVG with a title, a description and a legend; its numbers stand in a table beside it. */
export function plot(id: string, axes: Axes, series: readonly Series[]): string {
  const { x, y } = axes;
  const px: Scale = (value) => box.left + ((value - x.from) / (x.to - x.from)) * (box.width - box.left - box.right);
  const py: Scale = (value) =>
    box.height - box.bottom - ((value - y.from) / (y.to - y.from)) * (box.height - box.top - box.bottom);
  const marks = series.map((one, i) => `${drawIntervals(one, i, px, py)}${drawSeries(one, i, px, py)}`).join('');
  const diagonal = axes.diagonal
    ? `<line x1="${px(x.from)}" y1="${py(x.from)}" x2="${px(x.to)}" y2="${py(x.to)}" stroke="#767676" stroke-dasharray="3 3"/>`
    : '';
  const [title, description] = [axes.title, axes.description].map(escapeHtml);
  const heading = `<title id="${id}-t">${title}</title><desc id="${id}-d">${description}</desc>`;
  // What lies beyond the axes is cut off a dot's width outside the frame.
  const [left, top] = [px(x.from) - edge, py(y.to) - edge];
  const clip = `<clipPath id="${id}-c"><rect x="${left}" y="${top}" width="${px(x.to) + edge - left}" height="${py(y.from) + edge - top}"/></clipPath>`;
  const drawing = `<svg viewBox="0 0 ${box.width} ${box.height}" role="img" aria-labelledby="${id}-t ${id}-d">${heading}${clip}${frame(axes, px, py)}<g clip-path="url(#${id}-c)">${diagonal}${marks}</g></svg>`;
  return `<figure>${drawing}<ul class="legend">${series.map(legendEntry).join('')}</ul><figcaption>${title}. ${description}</figcaption></figure>`;
}

const isNumber = ([x, y]: readonly [number, number]): boolean => Number.isFinite(x) && Number.isFinite(y);

function drawSeries({ points, style }: Series, i: number, px: Scale, py: Scale): string {
  const at = points.filter(isNumber).map(([x, y]) => [px(x).toFixed(1), py(y).toFixed(1)]);
  if (style === 'dots') return at.map(([x, y]) => dot(x, y, i)).join('');
  const path = at.map((point) => point.join(',')).join(' ');
  return `<polyline points="${path}" fill="none" stroke="${colours[i]}" stroke-width="2" stroke-dasharray="${dashes[i]}"/>`;
}

const dot = (x: string | number, y: string | number, i: number): string =>
  `<circle cx="${x}" cy="${y}" r="4" fill="${i % 2 ? '#fff' : colours[i]}" stroke="${colours[i]}" stroke-width="1.5"/>`;

function drawIntervals({ points, style, intervals = [] }: Series, i: number, px: Scale, py: Scale): string {
  const known = points.flatMap(([x], at) => {
    const interval = intervals[at];
    return interval
      ? [{ x: px(x).toFixed(1), low: py(interval.low).toFixed(1), high: py(interval.high).toFixed(1) }]
      : [];
  });
  if (known.length === 0) return '';
  if (style === 'dots')
    return known
      .map(
        ({ x, low, high }) =>
          `<line x1="${x}" y1="${low}" x2="${x}" y2="${high}" stroke="${colours[i]}" stroke-width="1.5"/>`,
      )
      .join('');
  const outline = [
    ...known.map(({ x, high }) => `${x},${high}`),
    ...known.toReversed().map(({ x, low }) => `${x},${low}`),
  ];
  return `<polygon points="${outline.join(' ')}" fill="${colours[i]}" fill-opacity="0.15"/>`;
}

function legendEntry({ label, style }: Series, i: number): string {
  const swatch =
    style === 'line'
      ? `<line x1="0" y1="6" x2="26" y2="6" stroke="${colours[i]}" stroke-width="2.5" stroke-dasharray="${dashes[i]}"/>`
      : dot(13, 6, i);
  return `<li><svg width="26" height="12" aria-hidden="true">${swatch}</svg> ${escapeHtml(label)}</li>`;
}

function frame({ x, y }: Axes, px: Scale, py: Scale): string {
  const ticks = ({ from, to }: Axis) => Array.from({ length: 6 }, (_, i) => from + ((to - from) * i) / 5);
  const shown = (value: number) => String(Number(value.toPrecision(3)));
  const middle = (py(y.from) + py(y.to)) / 2;
  return [
    `<rect x="${px(x.from)}" y="${py(y.to)}" width="${px(x.to) - px(x.from)}" height="${py(y.from) - py(y.to)}" fill="none" stroke="#767676"/>`,
    ...ticks(x).map((at) => `<text x="${px(at)}" y="${py(y.from) + 17}" text-anchor="middle">${shown(at)}</text>`),
    ...ticks(y).map((at) => `<text x="${px(x.from) - 8}" y="${py(at) + 4}" text-anchor="end">${shown(at)}</text>`),
    `<text x="${(px(x.from) + px(x.to)) / 2}" y="${box.height - 10}" text-anchor="middle">${escapeHtml(x.label)}</text>`,
    `<text transform="translate(14 ${middle}) rotate(-90)" text-anchor="middle">${escapeHtml(y.label)}</text>`,
  ].join('');
}
