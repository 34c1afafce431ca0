/** "#rrggbb". */
export type HexColour = `#${string}`;

/** Relative luminance of an sRGB colour, 0 black to 1 white (WCAG 2.2, "relative luminance"). */
export function luminance(colour: HexColour): number {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrastRatio(a: HexColour, b: HexColour): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

/** What text needs (WCAG 2.2, 1.4.3) and what marks and controls need (1.4.11). */
export const enough = { text: 4.5, mark: 3 } as const;
