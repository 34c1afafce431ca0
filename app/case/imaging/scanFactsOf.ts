import type { LoadedImaging } from '@/lib/client/imaging/loadImaging';

/** What the model's limits on the scan are compared with; what the series does not say is left out, so that it counts as unknown. */
export function scanFactsOf(facts: LoadedImaging['ct']['facts'], ageDays: number | undefined) {
  const { kvp, kernel, contrast, sliceSpacingMm, sliceThicknessMm, inPlaneSpacingMm } = facts;
  return {
    now: new Date().toISOString(),
    modality: 'CT',
    sliceSpacingMm,
    inPlaneSpacingMm: Math.max(...inPlaneSpacingMm),
    ...(kvp !== undefined && { kvp }),
    ...(kernel !== undefined && { kernel }),
    ...(contrast !== undefined && { contrast }),
    ...(sliceThicknessMm !== undefined && { sliceThicknessMm }),
    ...(ageDays !== undefined && { ctAgeDays: ageDays }),
    scannerModel: [facts.manufacturer, facts.scannerModel].filter(Boolean).join(' '),
  };
}
