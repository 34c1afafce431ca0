import { useRef, useState } from 'react';
import { reportEvent } from '@/lib/client/audit/reportEvent';
import { keepAccepted } from '@/lib/client/imaging/imagingCache';
import type { LoadedImaging } from '@/lib/client/imaging/loadImaging';
import { isEdited, type Outline, partOf } from '@/lib/client/imaging/outline';
import {
  newSegmentationUids,
  type SegmentationUids,
  storedBefore,
  storeOutline,
} from '@/lib/client/imaging/storeOutline';
import { measureAhead } from '@/lib/client/result/assessCase';
import { sha256Hex } from '@/lib/core/hash';
import type { CleftReading, ImagingRecord, QualityCheck } from '@/lib/core/imagingRecord';
import type { VertebraLevel } from '@/lib/core/vertebra';
import type { GasHint } from '@/lib/segmentation/gasHint';
import { wholeMask } from '@/lib/volume/maskPart';
import { useCase } from '../CaseFrame';
import type { OutlineWork } from './outline/useOutline';
import { useStillShown } from './useStillShown';

/** Volumes are kept to a thousandth of a millilitre. */
const volumeStepMl = 0.001;

export interface Acceptance {
  readonly cleft: CleftReading | undefined;
  readonly readCleft: (reading: CleftReading) => void;
  /** Why the outline cannot be accepted now. */
  readonly reason: string | undefined;
  /** Why the archive did not take the outline that was accepted. */
  readonly refused: string | undefined;
  readonly storing: boolean;
  /** The outline was changed while it was being stored, so that neither was accepted. */
  readonly overtaken: boolean;
  readonly accept: () => Promise<void>;
}

interface AcceptanceOptions {
  readonly imaging: LoadedImaging;
  readonly work: OutlineWork;
  readonly checks: readonly QualityCheck[];
  readonly gasHint: GasHint | undefined;
  readonly neighbour: ImagingRecord['neighbourHu'];
  readonly fractureLevel: VertebraLevel | undefined;
  readonly modelId: string;
  readonly mayStore: boolean;
  /** Called once the outline is accepted and stored. */
  readonly onDone: () => void;
}

/** Acceptance of the outline by the reader: the record of it, and the segmentation that another launch will find. */
export function useAcceptance({
  imaging,
  work,
  checks,
  gasHint,
  neighbour,
  fractureLevel,
  modelId,
  mayStore,
  onDone,
}: AcceptanceOptions): Acceptance {
  const { store, state, fhir } = useCase();
  const { seriesUid } = imaging.ct.facts;
  const answers = state.cleftAnswers?.seriesUid === seriesUid ? state.cleftAnswers.answers : [];
  const cleft = answers.at(-1);
  const [storing, setStoring] = useState(false);
  const latest = useRef<Outline>(undefined);
  latest.current = work.outline;
  const isStillShown = useStillShown();
  const uids = useRef<{ readonly outline: Outline; readonly uids: SegmentationUids }>(undefined);
  const [overtaken, setOvertaken] = useState(false);
  const [refused, setRefused] = useState<{ readonly outline: Outline; readonly reason: string }>();
  const { outline, level } = work;
  const reason = storing ? 'The outline is being stored.' : reasonAgainst(outline, level, fractureLevel, cleft);
  const accept = async () => {
    if (reason || !outline || !level || !cleft) return;
    setStoring(true);
    const now = new Date();
    const { ct, study } = imaging;
    const part = partOf(outline);
    void measureAhead(modelId, ct.volume, part);
    const mask = wholeMask(part, ct.volume);
    const edited = isEdited(outline);
    const accepted = { ct, mask, level, origin: outline.origin, edited };
    const maskSha256 = await sha256Hex(mask.data);
    // One file of one outline, however often it is sent: a first try may have arrived without an answer.
    if (uids.current?.outline !== outline) uids.current = { outline, uids: newSegmentationUids() };
    const storedSeg =
      storedBefore(state.imaging, { maskSha256, level, seriesUid }) ??
      (await storeOutline(accepted, study.archive, mayStore, fhir, now, uids.current.uids));
    setStoring(false);
    setOvertaken(latest.current !== outline);
    if (latest.current !== outline) return;
    keepAccepted(fhir.session.launchId, imaging, part);
    if (edited) reportEvent({ event: 'edit', launch: fhir.session.launchId });
    store.update({
      imaging: {
        series: ct.facts,
        level,
        maskSource: outline.origin.kind,
        maskEdited: edited,
        maskSha256,
        maskVolumeMl: Math.round((checks.find(({ id }) => id === 'volume')?.value ?? 0) / volumeStepMl) * volumeStepMl,
        quality: checks,
        cleft: {
          reading: cleft,
          readerName: fhir.session.user.name,
          at: now.toISOString(),
          // The hint shows with the first answer, so that any other answer was given in sight of it.
          ...(answers.length > 1 && { beforeHint: answers[0] }),
        },
        ...(gasHint && { gasHint }),
        ...(neighbour && { neighbourHu: neighbour }),
        acceptedAt: now.toISOString(),
        storedSeg,
      },
      withoutScan: undefined,
      assessment: undefined,
      radiomics: undefined,
    });
    if (storedSeg.state === 'refused') setRefused({ outline, reason: storedSeg.reason });
    else if (isStillShown()) onDone();
  };
  return {
    cleft,
    readCleft: (reading) => {
      const [first = reading] = answers;
      store.update({ cleftAnswers: { seriesUid, answers: first === reading ? [first] : [first, reading] } });
    },
    reason,
    // Of another outline, since corrected, it says nothing.
    refused: refused?.outline === outline ? refused?.reason : undefined,
    storing,
    overtaken,
    accept,
  };
}

function reasonAgainst(
  outline: Outline | undefined,
  level: VertebraLevel | undefined,
  fractureLevel: VertebraLevel | undefined,
  cleft: CleftReading | undefined,
): string | undefined {
  if (!outline) return 'Outline the vertebral body first.';
  if (!level) return 'Say which vertebra it is first.';
  if (fractureLevel && level !== fractureLevel)
    return `The outline is of ${level}, the fracture is at ${fractureLevel}.`;
  return cleft ? undefined : 'Answer the question on the cleft first.';
}
