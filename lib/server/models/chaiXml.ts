import 'server-only';
import type { ModelCard } from '@/lib/model/card';

/**
 * The card's CHAI fields (Applied Model Card v0.2) as an XML document: section, then field, then its text. A section
 * named "A/B" is B inside A. Throws if a name is not an XML element name.
 */
export function chaiXml({ chai }: Pick<ModelCard, 'chai'>): string {
  const lines = Object.entries(groupSections(chai)).flatMap(([name, parts]) =>
    element(
      name,
      parts.flatMap(({ inner, fields }) => {
        const content = Object.entries(fields).map(([field, value]) => {
          assertName(field);
          return `<${field}>${escapeXml(value)}</${field}>`;
        });
        return inner ? element(inner, content) : content;
      }),
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('AppliedModelCard', lines).join('\n')}\n`;
}

interface Part {
  readonly inner: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
}

function groupSections(chai: ModelCard['chai']): Record<string, Part[]> {
  const groups: Record<string, Part[]> = {};
  for (const [section, fields] of Object.entries(chai)) {
    const [outer, inner] = section.split('/');
    groups[outer] = [...(groups[outer] ?? []), { inner, fields }];
  }
  return groups;
}

function element(name: string, content: readonly string[]): string[] {
  assertName(name);
  return [`<${name}>`, ...content.map((line) => `  ${line}`), `</${name}>`];
}

function assertName(name: string): void {
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name)) throw new Error(`not an element name of the card: ${name}`);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text for XML 1.0: the five entities, and without control characters, which it cannot hold. */
function escapeXml(text: string): string {
  return [...text]
    .filter((character) => character >= ' ' || /[\t\n\r]/.test(character))
    .map((character) => entities[character] ?? character)
    .join('');
}
