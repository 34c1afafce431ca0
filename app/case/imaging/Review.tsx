'use client';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import type { LoadedImaging, StoredOutline } from '@/lib/client/imaging/loadImaging';
import { sha256Hex } from '@/lib/core/hash';
import type { CleftReading } from '@/lib/core/imagingRecord';
import { qualityChecks } from '@/lib/segmentation/qualityChecks';
import { Notice } from '@/lib/ui/Notice';
import { StepFooter } from '@/lib/ui/StepFooter';
import { boneWindow, type GreyWindow, maskBox, type Plane, softWindow } from '@/lib/volume/planeImage';
import { useCase } from '../CaseFrame';
import { CleftQuestion } from './CleftQuestion';
import { PlaneView } from './PlaneView';
import { QualityList } from './QualityList';
import { SeriesFactList } from './SeriesFactList';

const planes: readonly Plane[] = ['axial', 'sagittal', 'coronal'];
const axisOf: Readonly<Record<Plane, 0 | 1 | 2>> = { axial: 2, sagittal: 0, coronal: 1 };
const voxelMl = 0.001;

/** The reader looks, answers the cleft question, and accepts or rejects the outline (P2). */
export function Review({ imaging }: { readonly imaging: LoadedImaging }) {
  const { ct, stored, storedProblem } = imaging;
  const box = useMemo(() => stored && maskBox(stored.mask), [stored]);
  const middle = (axis: 0 | 1 | 2): number =>
    box ? Math.round((box.low[axis] + box.high[axis]) / 2) : Math.floor(ct.volume.size[axis] / 2);
  const [position, setPosition] = useState<readonly [number, number, number]>([middle(0), middle(1), middle(2)]);
  const [greyWindow, setGreyWindow] = useState<GreyWindow>(boneWindow);
  const [outlineShown, setOutlineShown] = useState(true);
  const moveTo = (axis: 0 | 1 | 2, index: number) =>
    setPosition(
      (old) => old.map((value, i) => (i === axis ? index : value)) as unknown as readonly [number, number, number],
    );
  return (
    <>
      <fieldset className="mt-3 flex flex-wrap gap-x-4 gap-y-1">
        <legend className="sr-only">Display</legend>
        {(
          [
            ['Bone', boneWindow],
            ['Soft tissue', softWindow],
          ] as const
        ).map(([name, preset]) => (
          <label key={name} className="flex min-h-8 items-center gap-2">
            <input
              type="radio"
              name="window"
              className="size-4 accent-accent"
              checked={greyWindow === preset}
              onChange={() => setGreyWindow(preset)}
            />
            {name} (centre {preset.centre}, width {preset.width} HU)
          </label>
        ))}
        <label className="flex min-h-8 items-center gap-2">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={outlineShown}
            onChange={({ target }) => setOutlineShown(target.checked)}
          />
          Outline
        </label>
      </fieldset>
      <div className="mt-2 grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {planes.map((plane) => (
          <PlaneView
            key={plane}
            volume={ct.volume}
            mask={outlineShown ? stored?.mask : undefined}
            plane={plane}
            index={position[axisOf[plane]]}
            count={ct.volume.size[axisOf[plane]]}
            greyWindow={greyWindow}
            onIndex={(index) => moveTo(axisOf[plane], index)}
          />
        ))}
      </div>
      <SeriesFactList facts={ct.facts} />
      {storedProblem && <Notice state="attention" problem={storedProblem} />}
      {stored ? <Acceptance imaging={imaging} stored={stored} /> : <Notice state="stop" problem={noOutline} />}
    </>
  );
}

const noOutline = {
  message: 'The archive holds no segmentation of the fractured vertebra for this CT, so no estimate can be made.',
  remedy: 'Have the vertebral body segmented in the PACS as a DICOM SEG, then open Backcast again.',
};

function Acceptance({ imaging: { ct }, stored }: { readonly imaging: LoadedImaging; readonly stored: StoredOutline }) {
  const { store, state, fhir } = useCase();
  const router = useRouter();
  const [cleft, setCleft] = useState<CleftReading | undefined>(state.imaging?.cleft?.reading);
  const fractureLevel = state.chart?.fracture.state === 'present' ? state.chart.fracture.value.level : undefined;
  const checks = useMemo(
    () =>
      qualityChecks(ct.volume, stored.mask, {
        facts: ct.facts,
        maskLevel: stored.level,
        ...(fractureLevel && { fractureLevel }),
      }),
    [ct, stored, fractureLevel],
  );
  const volume = checks.find(({ id }) => id === 'volume')?.value ?? 0;
  const accept = async () => {
    if (!cleft) return;
    const now = new Date().toISOString();
    const { seriesUid, sopInstanceUid, mask, level } = stored;
    store.update({
      imaging: {
        series: ct.facts,
        level,
        maskSource: 'pacs-seg',
        maskSha256: await sha256Hex(mask.data),
        maskVolumeMl: Math.round(volume / voxelMl) * voxelMl,
        quality: checks,
        cleft: { reading: cleft, readerName: fhir.session.user.name, at: now },
        acceptedAt: now,
        storedSeg: { state: 'existing', seriesUid, sopInstanceUid },
      },
      assessment: undefined,
    });
    router.push('/case/result');
  };
  return (
    <>
      <CleftQuestion reading={cleft} reader={fhir.session.user.name} onRead={setCleft} />
      <QualityList checks={checks} />
      <StepFooter
        action="Accept this outline"
        {...(cleft ? {} : { disabledReason: 'Answer the question on the cleft first.' })}
        onAction={accept}
      />
    </>
  );
}
