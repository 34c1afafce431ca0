import 'client-only';
import type { AdaptedLook } from '@/lib/smart/ehrStyle';

/** Gives the document the look that was adapted to the EHR; paper stays black on white. */
export function wearLook(document: Document, { look, roles, radiusPx }: AdaptedLook): void {
  const declarations = [
    ...Object.entries(roles).map(([role, colour]) => `--${role}: ${colour}`),
    ...(radiusPx === undefined ? [] : [`--radius: ${radiusPx}px`]),
    `color-scheme: ${look}`,
  ];
  const sheet = new CSSStyleSheet();
  // Constructed, because the page's policy lets no inline style in.
  sheet.replaceSync(`@media not print { :root { ${declarations.join('; ')} } }`);
  document.adoptedStyleSheets.push(sheet);
}
