import { useCallback, useMemo, useState } from 'react';
import { spineGuess, wholeFieldMm } from '@/lib/client/imaging/startingView';
import { boneWindow, type GreyWindow } from '@/lib/volume/planeImage';
import { type Axis, indexPoint, type Plane, type PlaneLayout, planeLayout } from '@/lib/volume/planeLayout';
import type { ViewPort } from '@/lib/volume/planeView';
import type { Triple, Volume } from '@/lib/volume/volume';

/** What a drag of the main button, or of one finger, does. */
export type Tool = 'crosshair' | 'pan' | 'window' | 'propose' | 'box' | 'brush' | 'erase';

export const planes: readonly Plane[] = ['sagittal', 'axial', 'coronal'];

/** What the linked planes show: one crosshair, one field, one window for all of them. */
export interface Viewer {
  readonly layouts: Readonly<Record<Plane, PlaneLayout>>;
  readonly cursor: Triple;
  readonly view: ViewPort;
  readonly greyWindow: GreyWindow;
  readonly tool: Tool;
  readonly outlineShown: boolean;
  /** Of the region's tint, 0 to 1. */
  readonly opacity: number;
  readonly brushMm: number;
  /** The plane that a narrow screen shows. */
  readonly plane: Plane;
}

export interface ViewerControl extends Viewer {
  readonly change: (change: Partial<Viewer>) => void;
  /** Moves the crosshair along one axis of the grid. */
  readonly step: (axis: Axis, by: number) => void;
  readonly centreOn: (voxel: Triple, fieldMm?: number) => void;
  readonly showAll: () => void;
}

/** @param start where to look first: the middle of an outline, else of the scan */
export function useViewer(volume: Volume, start: { readonly cursor: Triple; readonly fieldMm: number }): ViewerControl {
  const layouts = useMemo(
    () => ({
      axial: planeLayout(volume, 'axial'),
      sagittal: planeLayout(volume, 'sagittal'),
      coronal: planeLayout(volume, 'coronal'),
    }),
    [volume],
  );
  const [state, setState] = useState<Omit<Viewer, 'layouts'>>({
    cursor: start.cursor,
    view: { centre: indexPoint(start.cursor), fieldMm: start.fieldMm },
    greyWindow: boneWindow,
    tool: 'crosshair',
    outlineShown: true,
    opacity: 0.15,
    brushMm: 4,
    plane: 'sagittal',
  });
  const change = useCallback((next: Partial<Viewer>) => setState((old) => ({ ...old, ...next })), []);
  const step = useCallback(
    (axis: Axis, by: number) =>
      setState((old) => ({ ...old, cursor: movedAlong(old.cursor, axis, by, volume.size[axis]) })),
    [volume],
  );
  const centreOn = useCallback(
    (voxel: Triple, fieldMm?: number) =>
      setState((old) => ({
        ...old,
        cursor: [Math.round(voxel[0]), Math.round(voxel[1]), Math.round(voxel[2])],
        view: { centre: indexPoint(voxel), fieldMm: fieldMm ?? old.view.fieldMm },
      })),
    [],
  );
  const showAll = useCallback(
    () =>
      setState((old) => ({
        ...old,
        view: { centre: indexPoint(spineGuess(volume)), fieldMm: wholeFieldMm(volume) },
      })),
    [volume],
  );
  return { ...state, layouts, change, step, centreOn, showAll };
}

function movedAlong(cursor: Triple, axis: Axis, by: number, count: number): Triple {
  const moved = [cursor[0], cursor[1], cursor[2]];
  moved[axis] = Math.max(0, Math.min(count - 1, moved[axis] + by));
  return [moved[0], moved[1], moved[2]];
}
