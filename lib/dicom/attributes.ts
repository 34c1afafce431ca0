import type { DictionaryVr, dictionary, Keyword } from './dictionary';

/** Compressed frames as stored: one item per fragment (PS3.5 A.4). */
export interface EncapsulatedPixels {
  readonly fragments: readonly Uint8Array[];
}

/** Pixel values, or the bytes of an 8-bit or 1-bit image, or compressed fragments. */
export type PixelDataValue = Uint8Array | Uint16Array | Int16Array | EncapsulatedPixels;

type NumberVr = 'DS' | 'IS' | 'US' | 'UL' | 'AT' | 'XS';

type ValueOf<Vr extends DictionaryVr> = Vr extends 'SQ'
  ? readonly Attributes[]
  : Vr extends NumberVr
    ? number | readonly number[]
    : Vr extends 'OX'
      ? PixelDataValue
      : Vr extends 'OB' | 'OV'
        ? Uint8Array
        : string | readonly string[];

/**
 * A data set to write, by keyword. Lists are multi-valued; '' or [] writes the attribute empty (type 2). DS and IS take
 * numbers; AT takes tags as numbers.
 */
export type Attributes = { readonly [K in Keyword]?: ValueOf<(typeof dictionary)[K][0]> };

/** A code sequence item (PS3.3 section 8.8). */
export interface DicomCode {
  readonly scheme: string;
  readonly value: string;
  readonly meaning: string;
}

/** A code as the one item of a code sequence. */
export const codeItem = ({ scheme, value, meaning }: DicomCode): Attributes => ({
  CodeValue: value,
  CodingSchemeDesignator: scheme,
  CodeMeaning: meaning,
});
