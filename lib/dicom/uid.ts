import { sha256Hex } from '@/lib/core/hash';

/** A new UID derived from a random UUID (PS3.5 B.2). */
export const newUid = (): string => `2.25.${BigInt(`0x${crypto.randomUUID().replaceAll('-', '')}`)}`;

/** The same UID for the same name, for files that are generated again: a UUID of the name's hash as PS3.5 B.2 writes it. */
export async function uidOfName(name: string): Promise<string> {
  const hash = await sha256Hex(name);
  // Version 8 and variant bits (RFC 9562 section 5.8) make it a UUID.
  return `2.25.${BigInt(`0x${hash.slice(0, 12)}8${hash.slice(13, 16)}8${hash.slice(17, 32)}`)}`;
}

/** Up to 64 characters, digits and dots, no component with a leading zero (PS3.5 section 9.1). */
export const isUid = (text: string): boolean => text.length <= 64 && /^(0|[1-9]\d*)(\.(0|[1-9]\d*))*$/.test(text);

/** SOP classes that this product reads or writes (PS3.6 table A-1). */
export const sopClass = {
  ctImage: '1.2.840.10008.5.1.4.1.1.2',
  enhancedCtImage: '1.2.840.10008.5.1.4.1.1.2.1',
  legacyConvertedEnhancedCtImage: '1.2.840.10008.5.1.4.1.1.2.2',
  segmentation: '1.2.840.10008.5.1.4.1.1.66.4',
  labelMapSegmentation: '1.2.840.10008.5.1.4.1.1.66.7',
  rtStructureSet: '1.2.840.10008.5.1.4.1.1.481.3',
} as const;

/** Names this implementation in the files it writes (PS3.7 D.3.3.2). */
export const implementation = {
  classUid: '2.25.180162589857990363751689357701781182225',
  versionName: 'BACKCAST_0.1',
} as const;
