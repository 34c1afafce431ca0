import { orThrow } from '@/lib/core/result';
import type { Attributes } from '@/lib/dicom/attributes';
import { createFrameDecoder } from '@/lib/dicom/codecs/frameDecoder';
import { seriesToVolume } from '@/lib/dicom/seriesToVolume';
import { uidOfName } from '@/lib/dicom/uid';
import { writePart10 } from '@/lib/dicom/writePart10';
import { writeSegmentation } from '@/lib/dicom/writeSegmentation';
import { type CtHeader, ctSlices } from '@/lib/phantom/phantomCt';
import { type SpinePhantom, spinePhantom } from '@/lib/phantom/spinePhantom';
import { compress } from './compress';
import type { FolderArchive } from './folderArchive';
import { furtherSeries } from './furtherSeries';
import type { PlannedStudy } from './studyPlan';

const tiltDegrees = 18;
const cementMl = 4.5;
const pixelSpacingMm = 0.7;

/** Makes the images of a planned study and stores them; the segmentation last, so that its series is complete before. */
export async function writeStudy(plan: PlannedStudy, archive: Pick<FolderArchive, 'put'>): Promise<void> {
  const { studyUid, level, contrast = false, sliceThicknessMm } = plan;
  const uidOf = (name: string) => uidOfName(`${studyUid}/${name}`);
  const phantom = phantomOf(plan);
  const instances = await Promise.all(Array.from({ length: phantom.volume.size[2] }, (_, z) => uidOf(`ct/${z}`)));
  const header: CtHeader = {
    patient: plan.patient,
    study: { uid: studyUid, date: plan.date, time: '091500', description: 'CT thoracolumbar spine' },
    series: { uid: plan.ctSeriesUid, number: 2, description: `Spine ${sliceThicknessMm} mm ${plan.kernel}` },
    frameOfReferenceUid: await uidOf('frame of reference'),
    instanceUid: (z) => instances[z],
    kvp: plan.kvp,
    kernel: plan.kernel,
    sliceThicknessMm,
    contrastAgent: contrast ? 'Iohexol 350' : 'NONE',
  };
  const slices = withFault(ctSlices(phantom.volume, header), plan);
  const further = plan.furtherSeriesUids
    ? await furtherSeries(phantom.volume, header, plan.furtherSeriesUids, uidOf)
    : [];
  for (const slice of further) {
    const stored = archive.put(writePart10(slice));
    if ('refused' in stored) throw new Error(stored.refused);
  }
  const files = slices.map((slice) => writePart10(slice));
  for (const file of files) {
    const stored = archive.put(plan.compression ? await compress(file, plan.compression) : file);
    if ('refused' in stored) throw new Error(stored.refused);
  }
  if (!plan.segSeriesUid) return;
  const series = orThrow(await seriesToVolume(files, createFrameDecoder()));
  const segmentation = writeSegmentation({
    series,
    mask: phantom.body(level),
    level,
    structure: 'vertebral-body',
    algorithm: { type: 'AUTOMATIC', name: 'Synthetic spine (exact)' },
    creatorName: 'Phantom^Synthetic',
    now: new Date(`${plan.date.slice(0, 4)}-${plan.date.slice(4, 6)}-${plan.date.slice(6, 8)}T09:30:00Z`),
    softwareVersion: '1',
    uids: { series: plan.segSeriesUid, instance: await uidOf('seg/1') },
  });
  const stored = archive.put(segmentation);
  if ('refused' in stored) throw new Error(stored.refused);
}

/** The spine that a planned study shows. */
export function phantomOf({ seed, level, fracture, cleft, contrast = false, ...plan }: PlannedStudy): SpinePhantom {
  const kernel = Number(/\d+/.exec(plan.kernel)?.[0] ?? 0) >= 55 ? 'bone' : 'soft';
  return spinePhantom({
    seed,
    spacingMm: [pixelSpacingMm, pixelSpacingMm, plan.sliceSpacingMm],
    matrix: plan.matrix,
    bone: { trabecularHu: plan.trabecularHu },
    fractures: [{ level, shape: fracture.type, heightLoss: fracture.heightLoss }],
    cleft: cleft && { level, content: cleft },
    cement: plan.cement ? { level, volumeMl: cementMl } : undefined,
    contrast,
    noise: { kernel, sdHu: kernel === 'soft' ? 12 : 24 },
  });
}

/** Three slices lost in the middle, or a gantry that was tilted: each slice lies further to the back. */
function withFault(slices: readonly Attributes[], { gap, tilt, sliceSpacingMm }: PlannedStudy): readonly Attributes[] {
  if (gap) {
    const middle = slices.length >> 1;
    return slices.filter((_, z) => z < middle || z > middle + 2);
  }
  if (!tilt) return slices;
  const shift = sliceSpacingMm * Math.tan((tiltDegrees * Math.PI) / 180);
  return slices.map((slice, z) => {
    const [x, y, height] = slice.ImagePositionPatient as readonly [number, number, number];
    return { ...slice, ImagePositionPatient: [x, y + z * shift, height], GantryDetectorTilt: tiltDegrees };
  });
}
