/** What a PDF needs of a TrueType font (OpenType 1.9: head, hhea, hmtx, maxp, cmap, loca, glyf). Our own files, so the tables are trusted. */
export interface TrueTypeFont {
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly box: readonly [number, number, number, number];
  /** Glyph of a code point; undefined if the font has none. */
  readonly glyphOf: (codePoint: number) => number | undefined;
  /** Advance width in font units. */
  readonly widthOf: (glyph: number) => number;
  /** The font with the outlines of these glyphs alone; glyph numbers stay as they are. */
  readonly subset: (glyphs: ReadonlySet<number>) => Uint8Array;
}

export function openTrueType(bytes: Uint8Array): TrueTypeFont {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = tableDirectory(view);
  const table = (tag: string): { readonly at: number; readonly length: number } => {
    const found = tables.get(tag);
    if (!found) throw new Error(`the font has no ${tag} table`);
    return found;
  };
  const [head, hhea, hmtx, loca, glyf] = ['head', 'hhea', 'hmtx', 'loca', 'glyf'].map((tag) => table(tag).at);
  const glyphCount = view.getUint16(table('maxp').at + 4);
  const longMetrics = view.getUint16(hhea + 34);
  const longOffsets = view.getInt16(head + 50) === 1;
  const offsetOf = (glyph: number) =>
    longOffsets ? view.getUint32(loca + glyph * 4) : view.getUint16(loca + glyph * 2) * 2;
  const outlineOf = (glyph: number) => bytes.subarray(glyf + offsetOf(glyph), glyf + offsetOf(glyph + 1));
  const map = characterMap(view, table('cmap').at);
  return {
    unitsPerEm: view.getUint16(head + 18),
    ascent: view.getInt16(hhea + 4),
    descent: view.getInt16(hhea + 6),
    box: [0, 1, 2, 3].map((i) => view.getInt16(head + 36 + i * 2)) as unknown as [number, number, number, number],
    glyphOf: (codePoint) => map.get(codePoint),
    widthOf: (glyph) => view.getUint16(hmtx + Math.min(glyph, longMetrics - 1) * 4),
    subset: (glyphs) => {
      const kept = withComponents(glyphs, outlineOf);
      const offsets = new DataView(new ArrayBuffer((glyphCount + 1) * 4));
      const outlines: Uint8Array[] = [];
      let length = 0;
      for (let glyph = 0; glyph < glyphCount; glyph += 1) {
        offsets.setUint32(glyph * 4, length);
        if (!kept.has(glyph)) continue;
        const outline = outlineOf(glyph);
        const padded = new Uint8Array(Math.ceil(outline.length / 4) * 4);
        padded.set(outline);
        outlines.push(padded);
        length += padded.length;
      }
      offsets.setUint32(glyphCount * 4, length);
      const copy = (tag: string) => bytes.slice(table(tag).at, table(tag).at + table(tag).length);
      const newHead = copy('head');
      new DataView(newHead.buffer).setInt16(50, 1);
      return fontFile([
        ['glyf', concat(outlines)],
        ['head', newHead],
        ['hhea', copy('hhea')],
        ['hmtx', copy('hmtx')],
        ['loca', new Uint8Array(offsets.buffer)],
        ['maxp', copy('maxp')],
      ]);
    },
  };
}

function tableDirectory(view: DataView): Map<string, { readonly at: number; readonly length: number }> {
  const count = view.getUint16(4);
  return new Map(
    Array.from({ length: count }, (_, i) => {
      const entry = 12 + i * 16;
      const tag = String.fromCharCode(...[0, 1, 2, 3].map((k) => view.getUint8(entry + k)));
      return [tag, { at: view.getUint32(entry + 8), length: view.getUint32(entry + 12) }] as const;
    }),
  );
}

/** Code points to glyphs, from the Unicode subtables of format 4 and 12. */
function characterMap(view: DataView, cmap: number): Map<number, number> {
  const map = new Map<number, number>();
  const count = view.getUint16(cmap + 2);
  for (let i = 0; i < count; i += 1) {
    const at = cmap + view.getUint32(cmap + 4 + i * 8 + 4);
    const format = view.getUint16(at);
    if (format === 12) readGroups(view, at, map);
    if (format === 4) readSegments(view, at, map);
  }
  return map;
}

function readGroups(view: DataView, at: number, map: Map<number, number>): void {
  for (let group = 0; group < view.getUint32(at + 12); group += 1) {
    const entry = at + 16 + group * 12;
    const [first, last, glyph] = [0, 4, 8].map((by) => view.getUint32(entry + by));
    for (let code = first; code <= last; code += 1) map.set(code, glyph + code - first);
  }
}

function readSegments(view: DataView, at: number, map: Map<number, number>): void {
  const twice = view.getUint16(at + 6);
  const [ends, starts] = [at + 14, at + 16 + twice];
  const [deltas, ranges] = [starts + twice, starts + 2 * twice];
  for (let segment = 0; segment < twice; segment += 2) {
    const [end, start] = [view.getUint16(ends + segment), view.getUint16(starts + segment)];
    const [delta, range] = [view.getInt16(deltas + segment), view.getUint16(ranges + segment)];
    for (let code = start; code <= end && code !== 0xffff; code += 1) {
      const raw = range === 0 ? code : view.getUint16(ranges + segment + range + (code - start) * 2);
      const glyph = range === 0 || raw !== 0 ? (raw + delta) & 0xffff : 0;
      if (glyph !== 0) map.set(code, glyph);
    }
  }
}

/** Flags of a composite glyph's component (OpenType "glyf"). */
const wordArguments = 1;
const oneScale = 8;
const moreComponents = 32;
const twoScales = 64;
const matrix = 128;

/** With the glyphs that composite ones are built of, and the one for "missing". */
function withComponents(glyphs: ReadonlySet<number>, outlineOf: (glyph: number) => Uint8Array): Set<number> {
  const kept = new Set<number>();
  const open = [0, ...glyphs];
  for (let glyph = open.pop(); glyph !== undefined; glyph = open.pop()) {
    if (kept.has(glyph)) continue;
    kept.add(glyph);
    const outline = outlineOf(glyph);
    if (outline.length === 0) continue;
    const view = new DataView(outline.buffer, outline.byteOffset, outline.byteLength);
    if (view.getInt16(0) >= 0) continue;
    for (let at = 10, flags = moreComponents; flags & moreComponents; ) {
      flags = view.getUint16(at);
      open.push(view.getUint16(at + 2));
      const scales = flags & matrix ? 8 : flags & twoScales ? 4 : flags & oneScale ? 2 : 0;
      at += 4 + (flags & wordArguments ? 4 : 2) + scales;
    }
  }
  return kept;
}

/** An sfnt file of these tables. Checksums are left at zero: a reader of an embedded font does not look at them. */
function fontFile(tables: readonly (readonly [tag: string, data: Uint8Array])[]): Uint8Array {
  const directory = new DataView(new ArrayBuffer(12 + tables.length * 16));
  directory.setUint32(0, 0x00010000);
  directory.setUint16(4, tables.length);
  const parts: Uint8Array[] = [new Uint8Array(directory.buffer)];
  let at = directory.byteLength;
  tables.forEach(([tag, data], i) => {
    const entry = 12 + i * 16;
    for (let k = 0; k < 4; k += 1) directory.setUint8(entry + k, tag.charCodeAt(k));
    directory.setUint32(entry + 8, at);
    directory.setUint32(entry + 12, data.length);
    const padded = new Uint8Array(Math.ceil(data.length / 4) * 4);
    padded.set(data);
    parts.push(padded);
    at += padded.length;
  });
  return concat(parts);
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
