/** What we use of dcmjs, which ships no types. */
declare module 'dcmjs' {
  type TagDictionary = Readonly<Record<string, unknown>>;
  export const data: {
    readonly BitArray: { pack(pixels: ArrayLike<number>): Uint8Array };
    readonly DicomMetaDictionary: { denaturalizeDataset(dataset: object): TagDictionary };
    readonly DicomDict: new (meta: TagDictionary) => { dict: TagDictionary; write(): ArrayBuffer };
  };
}
