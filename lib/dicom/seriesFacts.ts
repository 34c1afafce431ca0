import type { SeriesFacts } from '@/lib/core/imagingRecord';
import type { Geometry } from '@/lib/volume/volume';
import type { AttributeReader } from './attributeReader';
import type { Keyword } from './dictionary';
import type { SliceHeader } from './sliceHeader';

/** The facts of a series that the limits of a model are checked against. Slices that disagree make a fact unknown. */
export function seriesFacts(slices: readonly SliceHeader[], geometry: Geometry): SeriesFacts {
  const text = (...path: readonly Keyword[]) => agreed(slices.map(({ attributes }) => deepText(attributes, path)));
  const number = (...path: readonly Keyword[]) => {
    const value = text(...path);
    return value === undefined || !Number.isFinite(Number(value)) ? undefined : Number(value);
  };
  const { attributes } = slices[0];
  return withoutUndefined({
    studyUid: slices[0].studyUid,
    seriesUid: slices[0].seriesUid,
    description: text('SeriesDescription'),
    acquired: acquiredOn(attributes),
    sliceCount: geometry.size[2],
    sliceSpacingMm: geometry.spacingMm[2],
    sliceThicknessMm:
      number('SliceThickness') ?? number('SharedFunctionalGroupsSequence', 'PixelMeasuresSequence', 'SliceThickness'),
    inPlaneSpacingMm: [geometry.spacingMm[0], geometry.spacingMm[1]] as const,
    kvp: number('KVP') ?? number('SharedFunctionalGroupsSequence', 'CTXRayDetailsSequence', 'KVP'),
    kernel:
      text('ConvolutionKernel') ??
      text('SharedFunctionalGroupsSequence', 'CTReconstructionSequence', 'ConvolutionKernel'),
    contrast: contrastOf(slices),
    manufacturer: text('Manufacturer'),
    scannerModel: text('ManufacturerModelName'),
  });
}

/** ISO date of acquisition; series and study date stand in, in this order, because many archives keep only those. */
export function acquiredOn(attributes: AttributeReader): string | undefined {
  const dates = (['AcquisitionDate', 'AcquisitionDateTime', 'SeriesDate', 'StudyDate'] as const).map((keyword) =>
    attributes.text(keyword),
  );
  const date = dates.find((text) => text !== undefined && /^\d{8}/.test(text));
  return date && `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}`;
}

const deniesContrast = /^(none|no|without|w\/o|native|nil|0)\b/i;

/** An agent named is contrast, "none" is none; a header that says nothing leaves it unknown. */
export function contrastAgentOf(attributes: AttributeReader): boolean | undefined {
  if (attributes.items('ContrastBolusAgentSequence').length > 0) return true;
  const agent = attributes.text('ContrastBolusAgent');
  return agent === undefined ? undefined : !deniesContrast.test(agent);
}

function contrastOf(slices: readonly SliceHeader[]): boolean | undefined {
  const answers = slices.map(({ attributes }) => contrastAgentOf(attributes));
  // One enhanced slice is enough to know that an agent was given.
  if (answers.includes(true)) return true;
  return answers.every((answer) => answer === false) ? false : undefined;
}

function deepText(attributes: AttributeReader, [keyword, ...rest]: readonly Keyword[]): string | undefined {
  if (rest.length === 0) return attributes.texts(keyword).join('\\') || undefined;
  const item = attributes.items(keyword)[0];
  return item && deepText(item, rest);
}

function agreed(values: readonly (string | undefined)[]): string | undefined {
  return values.every((value) => value === values[0]) ? values[0] : undefined;
}

function withoutUndefined<T extends object>(facts: T): T {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as T;
}
