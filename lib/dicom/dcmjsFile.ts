import { data } from 'dcmjs';
import type { Attributes } from './attributes';
import { dictionary, type Keyword } from './dictionary';
import { explicitLittleEndian } from './transferSyntax';
import { implementation } from './uid';
import { formatDecimalString } from './valueBytes';

/**
 * A Part 10 file in Explicit VR Little Endian as dcmjs writes it; text is UTF-8. dcmjs with its dictionary is large
 * (about 180 kB compressed): a page loads what imports this when a file is to be written.
 *
 * @param pixels one byte for each pixel of a 1-bit image, packed here without gaps between frames (PS3.5 section 8.1.1)
 */
export function dcmjsFile(attributes: Attributes, pixels: Uint8Array): Uint8Array {
  const { SOPClassUID, SOPInstanceUID } = attributes;
  const { denaturalizeDataset } = data.DicomMetaDictionary;
  const file = new data.DicomDict(
    denaturalizeDataset({
      FileMetaInformationVersion: Uint8Array.of(0, 1).buffer,
      MediaStorageSOPClassUID: SOPClassUID,
      MediaStorageSOPInstanceUID: SOPInstanceUID,
      TransferSyntaxUID: explicitLittleEndian,
      ImplementationClassUID: implementation.classUid,
      ImplementationVersionName: implementation.versionName,
    }),
  );
  file.dict = denaturalizeDataset({
    ...withDecimalStrings(attributes),
    SpecificCharacterSet: 'ISO_IR 192',
    PixelData: data.BitArray.pack(pixels).buffer,
    _vrMap: { PixelData: 'OB' },
  });
  return new Uint8Array(file.write());
}

/**
 * Decimal strings of at most 16 characters. dcmjs 0.52 cuts a longer number off behind its 16th character, and with it the
 * exponent: a direction of 6.123233995736766e-17 would become 6.1.
 */
function withDecimalStrings(attributes: Attributes): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(attributes).map(([keyword, value]) => {
      const [vr] = dictionary[keyword as Keyword];
      if (vr === 'SQ') return [keyword, (value as readonly Attributes[]).map(withDecimalStrings)];
      if (vr !== 'DS') return [keyword, value];
      return [keyword, (Array.isArray(value) ? value : [value]).map(Number).map(formatDecimalString)];
    }),
  );
}
