import { useState } from 'react';
import { partOf } from '@/lib/client/imaging/outline';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import { type VertebraLevel, vertebraLevels } from '@/lib/core/vertebra';
import { neighbourClick } from '@/lib/segmentation/neighbourClick';
import { type TrabecularReading, trabecularReading } from '@/lib/segmentation/trabecularReading';
import { Button } from '@/lib/ui/Button';
import { Notice } from '@/lib/ui/Notice';
import { cropToBox } from '@/lib/volume/box';
import { boxOfPart, centreOfBox, type MaskPart, wholeMask } from '@/lib/volume/maskPart';
import type { Triple, Volume } from '@/lib/volume/volume';
import type { OutlineWork } from './outline/useOutline';

/** A neighbour's spongy bone, with the outline that it was measured in. */
export interface MeasuredNeighbour {
  readonly level: VertebraLevel;
  readonly part: MaskPart;
  readonly reading: TrabecularReading;
}

interface NeighbourReadingProps {
  readonly volume: Volume;
  readonly work: OutlineWork;
  /** Levels that the chart has a fracture at: they say nothing of the bone elsewhere. */
  readonly fractured: readonly VertebraLevel[];
  readonly measured: MeasuredNeighbour | undefined;
  readonly onMeasured: (measured: MeasuredNeighbour | undefined) => void;
  readonly onLook: (voxel: Triple) => void;
}

/** Attenuation of an adjacent unfractured body: a reading in HU, never a T-score. */
export function NeighbourReading({ volume, work, fractured, measured, onMeasured, onLook }: NeighbourReadingProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const { outline, level } = work;
  if (!outline || !level) return null;
  const measure = async (side: 1 | -1, neighbour: VertebraLevel) => {
    setBusy(true);
    const result = await measureBody(volume, work, side);
    setBusy(false);
    setProblem(result.ok ? undefined : result.problem);
    onMeasured(result.ok ? { level: neighbour, ...result.value } : undefined);
    if (result.ok) onLook(centreOfBox(boxOfPart(result.value.part)));
  };
  const place = vertebraLevels.indexOf(level);
  const sides = [
    { side: 1, where: 'above', neighbour: vertebraLevels[place - 1] },
    { side: -1, where: 'below', neighbour: vertebraLevels[place + 1] },
  ] as const;
  return (
    <section aria-label="Bone beside the fracture" className="mt-4 rounded-md border border-line bg-raised p-3">
      <h2 className="font-medium">Bone beside the fracture</h2>
      <p className="mt-1 text-soft">
        Mean attenuation of the spongy bone of an unfractured neighbour. A reading in HU, not a T-score.
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        {sides.map(
          ({ side, where, neighbour }) =>
            neighbour && (
              <Button
                key={where}
                disabled={busy || fractured.includes(neighbour)}
                onPress={() => void measure(side, neighbour)}
              >
                Measure {neighbour}, {where}
                {fractured.includes(neighbour) && ' (fractured)'}
              </Button>
            ),
        )}
      </div>
      {problem && <Notice state="attention" problem={problem} />}
      {measured && (
        <p role="status" className="mt-2">
          {measured.level}: {Math.round(measured.reading.meanHu)} HU (SD {Math.round(measured.reading.sdHu)}) over{' '}
          {(measured.reading.volumeMm3 / 1000).toFixed(1)} ml. Check its blue outline: it counts only if that is{' '}
          {measured.level} and it is not fractured. <Button onPress={() => onMeasured(undefined)}>Discard</Button>
        </p>
      )}
    </section>
  );
}

async function measureBody(
  volume: Volume,
  work: OutlineWork,
  side: 1 | -1,
): Promise<Result<Omit<MeasuredNeighbour, 'level'>>> {
  if (!work.outline) return fail(noOutline);
  const at = neighbourClick(volume, wholeMask(partOf(work.outline), volume), side);
  if (!at.ok) return at;
  const body = await work.outlineAt(at.value);
  if (!body.ok) return body;
  const reading = trabecularReading(cropToBox(volume, boxOfPart(body.value)), body.value.mask);
  return reading.ok ? ok({ part: body.value, reading: reading.value }) : reading;
}

const noOutline: Problem = {
  code: 'no-outline',
  message: 'There is no outline yet.',
  remedy: 'Outline the fractured body first.',
};
