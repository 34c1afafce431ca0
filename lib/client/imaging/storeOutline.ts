import 'client-only';
import type { HumanName } from 'fhir/r4';
import type { ImagingRecord } from '@/lib/core/imagingRecord';
import type { VertebraLevel } from '@/lib/core/vertebra';
import type { CtSeries } from '@/lib/dicom/ctSeries';
import { newUid } from '@/lib/dicom/uid';
import type { SegmentationInput } from '@/lib/dicom/writeSegmentation';
import type { ImagingArchive } from '@/lib/dicomweb/imagingArchive';
import { bodyAlgorithm } from '@/lib/segmentation/segmentBody';
import type { Mask } from '@/lib/volume/volume';
import { loadPart } from '../loadPart';
import type { FhirSession } from '../session/fhirSession';
import type { OutlineOrigin } from './outline';

export interface AcceptedOutline {
  readonly ct: CtSeries;
  readonly mask: Mask;
  readonly level: VertebraLevel;
  readonly origin: OutlineOrigin;
  readonly edited: boolean;
}

/** Of the file that an outline is written to; sent twice it is one file. */
export interface SegmentationUids {
  readonly series: string;
  readonly instance: string;
}

export const newSegmentationUids = (): SegmentationUids => ({ series: newUid(), instance: newUid() });

/** Where the very same outline was stored when it was accepted before. */
export const storedBefore = (
  before: ImagingRecord | undefined,
  now: { readonly maskSha256: string; readonly level: VertebraLevel; readonly seriesUid: string },
): ImagingRecord['storedSeg'] | undefined =>
  before?.maskSha256 === now.maskSha256 &&
  before.level === now.level &&
  before.series.seriesUid === now.seriesUid &&
  before.storedSeg.state !== 'refused'
    ? before.storedSeg
    : undefined;

type SegmentationWriter = typeof import('@/lib/dicom/writeSegmentation');

/**
 * Makes the accepted outline findable at the next launch. A segmentation that the archive holds, accepted as it is, level
 * included, stays where it is; anything else is written as a new DICOM SEG and stored. A refusal is told and stops nothing.
 */
export async function storeOutline(
  outline: AcceptedOutline,
  archive: ImagingArchive,
  mayStore: boolean,
  fhir: FhirSession,
  now: Date,
  uids: SegmentationUids,
  loadWriter: () => Promise<SegmentationWriter> = () => import('@/lib/dicom/writeSegmentation'),
): Promise<ImagingRecord['storedSeg']> {
  const { origin, edited, ct, mask, level } = outline;
  if (origin.kind !== 'drawn' && !edited && origin.level === level)
    return { state: 'existing', seriesUid: origin.seriesUid, sopInstanceUid: origin.sopInstanceUid };
  if (!mayStore)
    return { state: 'refused', reason: 'This hospital has not allowed Backcast to write to its image archive.' };
  const writer = await loadPart(loadWriter(), 'writes segmentations');
  if (!writer.ok) return { state: 'refused', reason: writer.problem.message };
  const file = writer.value.writeSegmentation({
    series: ct,
    mask,
    level,
    structure: origin.kind === 'drawn' || origin.isBody ? 'vertebral-body' : 'vertebra',
    algorithm: algorithmOf(origin, edited),
    creatorName: await creatorName(fhir),
    now,
    uids,
    softwareVersion: bodyAlgorithm.version,
  });
  const stored = await archive.store(ct.facts.studyUid, [file]);
  return stored.ok
    ? { state: 'stored', seriesUid: uids.series, sopInstanceUid: uids.instance }
    : { state: 'refused', reason: stored.problem.message };
}

/** Whoever placed a box or moved an edge took part: semi-automatic, unless the outline was drawn by hand from the start. */
export function algorithmOf(origin: OutlineOrigin, edited: boolean): SegmentationInput['algorithm'] {
  if (origin.kind === 'drawn')
    return {
      type: 'SEMIAUTOMATIC',
      name: `${origin.algorithm.name} ${origin.algorithm.version}${edited ? ', edited' : ''}`,
    };
  const { algorithm } = origin;
  if (algorithm?.type === undefined || algorithm.type === 'MANUAL') return { type: 'MANUAL' };
  const name = algorithm.name ?? 'Not named';
  return edited ? { type: 'SEMIAUTOMATIC', name: `${name}, edited` } : { type: algorithm.type, name };
}

/** The signed-in clinician as a DICOM person name, from the chart's own name parts; else the name as it was signed in with. */
async function creatorName({ session, query }: FhirSession): Promise<string> {
  const found = session.user.reference.startsWith('Practitioner/') ? await query(session.user.reference) : undefined;
  const person = found?.ok ? found.value.find(({ resourceType }) => resourceType === 'Practitioner') : undefined;
  const names = person && 'name' in person ? (person.name as readonly HumanName[] | undefined) : undefined;
  return dicomPersonName(names?.[0], session.user.name);
}

/** Family^Given^Middle^Prefix (PS3.5 section 6.2.1), 64 characters at most; a name without parts is one family name. */
export function dicomPersonName(name: HumanName | undefined, otherwise: string): string {
  const plain = (text: string): string => text.replace(/[\\^=]/g, ' ').trim();
  if (!name?.family) return plain(otherwise).slice(0, 64);
  const [given = '', ...middle] = name.given ?? [];
  const parts = [name.family, given, middle.join(' '), name.prefix?.join(' ') ?? ''].map(plain);
  return parts.join('^').replace(/\^+$/, '').slice(0, 64);
}

/** "Dr Elena Ruiz" from "Ruiz^Elena^^Dr". */
export function readablePersonName(name: string): string {
  const [family = '', given = '', middle = '', prefix = ''] = name.split('=')[0].split('^');
  return [prefix, given, middle, family].filter(Boolean).join(' ');
}
