/**
 * How values are set in print, for display only: what is written to a chart, a file or an image keeps the hyphen and the unit's code.
 */

/** With a minus sign before a number, where data have a hyphen, which is short and breaks a line. */
export const withMinus = (text: string): string => text.replace(/(^|[\s(])-(?=[\d.])/g, '$1\u2212');

/** A unit by its UCUM code as it is printed; an annotation such as "{T-score}" is none. */
export function unitInPrint(ucum: string): string {
  if (ucum === 'a') return 'years';
  return ucum
    .replace(/\{[^}]*\}/g, '')
    .replace(/2\b/g, '²')
    .replace(/3\b/g, '³');
}
