import 'client-only';
import type { VertebraLevel } from '@/lib/core/vertebra';
import type { SegmentAlgorithmType } from '@/lib/dicom/segmentation';
import { addStep, type MaskHistory, presentMask, redo, startHistory, undo } from '@/lib/segmentation/edit';
import type { MaskPart } from '@/lib/volume/maskPart';
import type { Mask, Triple } from '@/lib/volume/volume';

/** Where an outline came from before anybody edited it. */
export type OutlineOrigin =
  | {
      readonly kind: 'pacs-seg' | 'pacs-rtstruct';
      readonly seriesUid: string;
      readonly sopInstanceUid: string;
      readonly isBody: boolean;
      /** Drawn on this CT's voxels, or brought onto them by position. */
      readonly placement?: 'exact' | 'resampled';
      /** As its code says. */
      readonly level?: VertebraLevel;
      readonly algorithm?: { readonly type?: SegmentAlgorithmType; readonly name?: string };
    }
  | {
      readonly kind: 'drawn';
      /** Program part that filled the reader's box, and its version. */
      readonly algorithm: { readonly name: string; readonly version: string };
    };

/** The outline on the screen: what it was, what it has become, and which vertebra the reader says it is. */
export interface Outline {
  readonly origin: OutlineOrigin;
  readonly level?: VertebraLevel;
  readonly lower: Triple;
  readonly history: MaskHistory;
  /** The mask that no one has edited; undefined if it was edited before the page was reloaded. */
  readonly unedited?: Mask;
}

export function startOutline(
  origin: OutlineOrigin,
  { mask, lower }: MaskPart,
  level?: VertebraLevel,
  edited = false,
): Outline {
  return {
    origin,
    lower,
    history: startHistory(mask),
    ...(edited ? {} : { unedited: mask }),
    ...(level && { level }),
  };
}

export const partOf = ({ history, lower }: Outline): MaskPart => ({ mask: presentMask(history), lower });

/** Taking every step back leaves an outline that nobody edited. */
export const isEdited = ({ history, unedited }: Outline): boolean => presentMask(history) !== unedited;

/** An edit that leaves every voxel as it was is no step. */
export function editOutline(outline: Outline, mask: Mask): Outline {
  const before = presentMask(outline.history).data;
  return mask.data.every((value, offset) => value === before[offset])
    ? outline
    : { ...outline, history: addStep(outline.history, mask) };
}

export const undoEdit = (outline: Outline): Outline => ({ ...outline, history: undo(outline.history) });
export const redoEdit = (outline: Outline): Outline => ({ ...outline, history: redo(outline.history) });
export const canUndo = ({ history }: Outline): boolean => history.past.length > 1;
export const canRedo = ({ history }: Outline): boolean => history.future.length > 0;
