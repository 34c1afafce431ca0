import { flushSync } from 'react-dom';
import { boneWindow, softWindow } from '@/lib/volume/planeImage';
import type { Plane } from '@/lib/volume/planeLayout';
import type { Shortcut } from './shortcuts';
import type { ViewerControl } from './useViewer';

/** What the screen beside the viewer does on a key. */
export interface WorkActions {
  readonly accept: () => void;
  readonly reject: () => void;
  readonly wrongLevel: () => void;
}

/** The single keys of the imaging screen. */
export function viewerShortcuts(viewer: ViewerControl, work: WorkActions): readonly Shortcut[] {
  const { view, change } = viewer;
  const focus = (plane: Plane) => () => {
    // A narrow screen shows one plane at a time, and the next key may come before the next frame.
    flushSync(() => change({ plane }));
    document.getElementById(`plane-${plane}`)?.focus();
  };
  const zoom = (factor: number) => () => change({ view: { ...view, fieldMm: view.fieldMm / factor } });
  return [
    { key: '1', does: 'to the sagittal plane', run: focus('sagittal') },
    { key: '2', does: 'to the axial plane', run: focus('axial') },
    { key: '3', does: 'to the coronal plane', run: focus('coronal') },
    { key: '+', does: 'zoom in', run: zoom(1.25) },
    { key: '-', does: 'zoom out', run: zoom(0.8) },
    { key: '0', does: 'whole scan', run: viewer.showAll },
    { key: 'c', does: 'centre on the crosshair', run: () => viewer.centreOn(viewer.cursor) },
    { key: 'b', does: 'bone window', run: () => change({ greyWindow: boneWindow }) },
    { key: 't', does: 'soft tissue window', run: () => change({ greyWindow: softWindow }) },
    { key: 'o', does: 'outline on or off', run: () => change({ outlineShown: !viewer.outlineShown }) },
    { key: 'a', does: 'accept the outline', run: work.accept },
    { key: 'r', does: 'reject the outline', run: work.reject },
    { key: 'l', does: 'wrong level', run: work.wrongLevel },
  ];
}
