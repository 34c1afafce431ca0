import type { AttributeReader } from './attributeReader';
import { sopClass } from './uid';

export interface ExclusionOptions {
  /** True if the reader chose a derived series (a reformat) on purpose. */
  readonly allowDerived?: boolean;
}

const ctClasses: ReadonlySet<string> = new Set([
  sopClass.ctImage,
  sopClass.enhancedCtImage,
  sopClass.legacyConvertedEnhancedCtImage,
]);

/** Why an image cannot be part of a CT volume, in words, or undefined if it can. */
export function exclusionOf(
  attributes: AttributeReader,
  { allowDerived = false }: ExclusionOptions = {},
): string | undefined {
  const modality = attributes.text('Modality');
  if (!ctClasses.has(attributes.text('SOPClassUID') ?? '') || modality !== 'CT')
    return `not a CT image (${modality ?? 'no modality'})`;
  const imageType = attributes.texts('ImageType').map((value) => value.toUpperCase());
  const localizer = imageType.find((value) => value === 'LOCALIZER' || value === 'SCOUT' || value === 'TOPOGRAM');
  if (localizer) return `a localizer (${localizer})`;
  const derived = imageType[0] === 'DERIVED' || imageType[1] === 'SECONDARY';
  return derived && !allowDerived ? `derived from other images (${imageType.slice(0, 3).join('\\')})` : undefined;
}
