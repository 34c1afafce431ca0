import type { Estimated } from '../metrics/uncertainty';

/** Text that is safe between tags and in quoted attributes. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export const digits = (value: number, places = 3): string =>
  Number.isFinite(value) ? value.toFixed(places) : 'not defined';

export const withInterval = ({ value, low, high }: Estimated, places = 3): string =>
  Number.isFinite(low)
    ? `${digits(value, places)} (${digits(low, places)} to ${digits(high, places)})`
    : digits(value, places);

export const percent = (value: number): string =>
  Number.isFinite(value) ? `${(100 * value).toFixed(1)} %` : 'not defined';

export type Cells = readonly (string | number)[];

/** A table with a caption that scrolls by itself on a narrow screen; the first column heads its row. */
export function table(caption: string, head: readonly string[], rows: readonly Cells[]): string {
  const name = escapeHtml(caption);
  const data = (cell: string | number) =>
    `<td${isFigure(cell) ? ' class="figure"' : ''}>${escapeHtml(String(cell))}</td>`;
  const cells = ([first, ...rest]: Cells) =>
    `<th scope="row">${escapeHtml(String(first))}</th>${rest.map(data).join('')}`;
  const heads = head.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join('');
  const body = rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n');
  return `<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table><caption>${name}</caption><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table></div>`;
}

/** A number, a share or an interval, which is read more easily on one line. */
const isFigure = (cell: string | number): boolean => /^[-\d.]+( %)?( \(.*\)| to [-\d.]+)?$/.test(String(cell));

export const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`;

/** A heading's name as an anchor: "Clinical utility" becomes "clinical-utility". */
const anchor = (title: string): string => title.toLowerCase().replace(/\W+/g, '-');

export const section = (title: string, ...parts: readonly string[]): string =>
  `<section id="${anchor(title)}"><h2>${escapeHtml(title)}</h2>\n${parts.join('\n')}</section>`;

/** Links to sections by their titles. */
export const contents = (titles: readonly string[]): string =>
  `<nav aria-label="Contents"><ul class="contents">${titles
    .map((title) => `<li><a href="#${anchor(title)}">${escapeHtml(title)}</a></li>`)
    .join('')}</ul></nav>`;
