import { useEffect, useMemo, useRef, useState } from 'react';
import { type BoxDraft, boxAround, boxOfDraft, draftOfBox, emptyBox } from '@/lib/client/imaging/boxDraft';
import { type KeptOutline, partOfKept, runsOf } from '@/lib/client/imaging/keptOutline';
import { editOutline, isEdited, type Outline, partOf, startOutline } from '@/lib/client/imaging/outline';
import type { StoredOutline } from '@/lib/client/imaging/storedOutlines';
import { SegmentationWorker } from '@/lib/client/segmentation/segmentationClient';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import type { VertebraLevel } from '@/lib/core/vertebra';
import { paintSphere, presentMask } from '@/lib/segmentation/edit';
import { type MaskPart, maskPartOf } from '@/lib/volume/maskPart';
import { gridAxes } from '@/lib/volume/planeLayout';
import { nearestVoxel } from '@/lib/volume/planeView';
import type { IndexPoint, Mask, Triple, Volume } from '@/lib/volume/volume';

/** Kept around a body on every side, so that a correction has room, mm. */
const editMarginMm = 25;

export interface OutlineWork {
  readonly outline: Outline | undefined;
  /** What the planes show: the outline, with the stroke that is being drawn. */
  readonly part: MaskPart | undefined;
  readonly box: BoxDraft;
  readonly level: VertebraLevel | undefined;
  readonly busy: 'proposing' | 'segmenting' | undefined;
  readonly problem: Problem | undefined;
  readonly setBox: (box: BoxDraft) => void;
  readonly setLevel: (level: VertebraLevel | undefined) => void;
  readonly change: (outline: Outline) => void;
  readonly openStored: (stored: StoredOutline) => void;
  readonly propose: (at: IndexPoint) => Promise<BoxDraft | undefined>;
  readonly boxHere: (cursor: Triple) => void;
  readonly segment: () => Promise<void>;
  /** Outlines the body around a position without making it the case's outline. */
  readonly outlineAt: (at: IndexPoint) => Promise<Result<MaskPart>>;
  readonly paint: (tool: 'brush' | 'erase', at: IndexPoint, radiusMm: number) => void;
  readonly endStroke: () => void;
  /** Back to the box, which stays as it was drawn. */
  readonly redraw: () => void;
  readonly reject: () => void;
}

interface OutlineStart {
  readonly volume: Volume;
  readonly seriesUid: string;
  readonly kept: KeptOutline | undefined;
  readonly stored: StoredOutline | undefined;
  /** Called at each change, with what it was before. */
  readonly onChange: (kept: KeptOutline | undefined, next: Outline | undefined, before: Outline | undefined) => void;
}

/** The outline's way from a box or a stored segmentation to what the reader accepts; every step of it survives a reload. */
export function useOutline({ volume, seriesUid, kept, stored, onChange }: OutlineStart): OutlineWork {
  const [first] = useState(() => firstOutline(volume, seriesUid, kept, stored));
  const [outline, setOutline] = useState<Outline | undefined>(first.outline);
  const [level, setLevelState] = useState<VertebraLevel | undefined>(first.outline?.level);
  const [box, setBox] = useState<BoxDraft>(emptyBox);
  const [stroke, setStroke] = useState<Mask>();
  const [busy, setBusy] = useState<'proposing' | 'segmenting'>();
  const [problem, setProblem] = useState<Problem | undefined>(first.problem);
  const worker = useRef<SegmentationWorker>(undefined);
  const painted = useRef<Mask>(undefined);
  useEffect(
    () => () => {
      worker.current?.terminate();
      worker.current = undefined;
    },
    [],
  );
  const ask = (): SegmentationWorker => {
    worker.current ??= new SegmentationWorker();
    return worker.current;
  };
  const put = (next: Outline | undefined) => {
    setOutline(next);
    setStroke(undefined);
    painted.current = undefined;
    onChange(next && keep(next, seriesUid), next, outline);
  };
  const part = useMemo(
    () => outline && (stroke ? { mask: stroke, lower: outline.lower } : partOf(outline)),
    [outline, stroke],
  );
  return {
    outline,
    part,
    box,
    level,
    busy,
    problem,
    setBox,
    setLevel: (next) => {
      setLevelState(next);
      if (!outline) return;
      const { level: _, ...rest } = outline;
      put(next ? { ...rest, level: next } : rest);
    },
    change: put,
    openStored: (one) => {
      const opened = outlineOf(one);
      setProblem(opened.problem);
      if (!opened.outline) return;
      setLevelState(opened.outline.level);
      put(opened.outline);
    },
    propose: async (at) => {
      setBusy('proposing');
      const proposed = await ask().proposeBox(volume, at);
      setBusy(undefined);
      setProblem(proposed.ok ? undefined : proposed.problem);
      if (!proposed.ok) return undefined;
      const draft = draftOfBox(proposed.value);
      setBox(draft);
      return draft;
    },
    boxHere: (cursor) => setBox(boxAround(cursor, gridAxes(volume), volume.spacingMm, volume.size)),
    segment: async () => {
      const whole = boxOfDraft(box);
      if (!whole) return;
      setBusy('segmenting');
      const body = await ask().segment(volume, whole);
      setBusy(undefined);
      const found = body.ok ? maskPartOf(body.value.mask, editMarginMm) : undefined;
      setProblem(body.ok ? (found ? undefined : nothingFound) : body.problem);
      if (!body.ok || !found) return;
      const { algorithm } = body.value.facts;
      put(startOutline({ kind: 'drawn', algorithm }, found, level));
    },
    outlineAt: async (at) => {
      const proposed = await ask().proposeBox(volume, at);
      if (!proposed.ok) return proposed;
      const body = await ask().segment(volume, proposed.value);
      if (!body.ok) return body;
      const found = maskPartOf(body.value.mask, editMarginMm);
      return found ? ok(found) : fail(nothingFound);
    },
    paint: (tool, at, radiusMm) => {
      if (!outline) return;
      const before = painted.current ?? presentMask(outline.history);
      const voxel = nearestVoxel(volume, at);
      const local = voxel.map((index, axis) => index - outline.lower[axis]);
      painted.current = paintSphere(before, [local[0], local[1], local[2]], radiusMm, tool);
      setStroke(painted.current);
    },
    endStroke: () => {
      if (outline && painted.current) put(editOutline(outline, painted.current));
    },
    redraw: () => put(undefined),
    reject: () => {
      put(undefined);
      setBox(emptyBox);
      setLevelState(undefined);
      setProblem(undefined);
    },
  };
}

const nothingFound: Problem = {
  code: 'body-empty',
  message: 'The program found no body in this box.',
  remedy: 'Check that the box lies on the vertebral body and outline it again.',
};

interface Opened {
  readonly outline?: Outline;
  readonly problem?: Problem;
}

/** What a reload left, else what the archive holds. */
function firstOutline(
  volume: Volume,
  seriesUid: string,
  kept: KeptOutline | undefined,
  stored: StoredOutline | undefined,
): Opened {
  const part = kept?.seriesUid === seriesUid ? partOfKept(kept, volume) : undefined;
  if (kept && part) return { outline: startOutline(kept.origin, part, kept.level, kept.edited) };
  return stored ? outlineOf(stored) : {};
}

function outlineOf(stored: StoredOutline): Opened {
  const placed = stored.place();
  if (!placed.ok) return { problem: placed.problem };
  const part = maskPartOf(placed.value.mask, editMarginMm);
  if (!part) return { problem: nothingFound };
  const { kind, seriesUid, sopInstanceUid, isBody, level, algorithm } = stored;
  const origin = {
    kind,
    seriesUid,
    sopInstanceUid,
    isBody,
    placement: placed.value.placement,
    ...(level && { level }),
    ...(algorithm && { algorithm }),
  };
  return { outline: startOutline(origin, part, level) };
}

function keep(outline: Outline, seriesUid: string): KeptOutline {
  const { mask, lower } = partOf(outline);
  return {
    seriesUid,
    origin: outline.origin,
    edited: isEdited(outline),
    ...(outline.level && { level: outline.level }),
    lower,
    size: mask.size,
    runs: runsOf(mask.data),
  };
}
