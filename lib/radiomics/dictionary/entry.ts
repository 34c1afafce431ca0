/** What a feature is, for people: the model card, the command line and the documentation read it from here. */
export interface FeatureEntry {
  /** In terms of the class's symbols, which `classSymbols` explains. */
  readonly formula: string;
  /** Identifier of the IBSI reference manual and the tag under which its consensus values are published. */
  readonly ibsi: { readonly id: string; readonly tag: string } | null;
  /** "I" is the image's own unit (HU in CT), "level" a gray level number, "1" a pure number. */
  readonly unit: string;
  /** Least and greatest value in the mathematical sense. */
  readonly range: string;
  /** What a great value means, in words. */
  readonly meaning: string;
  /** Where PyRadiomics's number is not IBSI's; absent where the two agree. The "ibsi" profile follows IBSI. */
  readonly divergence?: string;
}

export type ClassEntries = Readonly<Record<string, FeatureEntry>>;

export const ibsi = (id: string, tag: string) => ({ id, tag });
