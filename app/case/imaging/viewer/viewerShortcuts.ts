import { flushSync } from 'react-dom';
import { boneWindow, softWindow } from '@/lib/volume/planeImage';
import type { Plane } from '@/lib/volume/planeLayout';
import type { ShortcutRuns } from './shortcuts';
import type { ViewerControl } from './useViewer';

/** What the screen beside the viewer does on a key. */
export interface WorkActions {
  readonly accept: () => void;
  readonly reject: () => void;
  readonly wrongLevel: () => void;
}

/** What the single keys of the imaging screen do. */
export function viewerShortcuts(viewer: ViewerControl, work: WorkActions): ShortcutRuns {
  const { view, change } = viewer;
  const focus = (plane: Plane) => () => {
    // A narrow screen shows one plane at a time, and the next key may come before the next frame.
    flushSync(() => change({ plane }));
    document.getElementById(`plane-${plane}`)?.focus();
  };
  const zoom = (factor: number) => () => change({ view: { ...view, fieldMm: view.fieldMm / factor } });
  return {
    sagittal: focus('sagittal'),
    axial: focus('axial'),
    coronal: focus('coronal'),
    zoomIn: zoom(1.25),
    zoomOut: zoom(0.8),
    whole: viewer.showAll,
    centre: () => viewer.centreOn(viewer.cursor),
    bone: () => change({ greyWindow: boneWindow }),
    soft: () => change({ greyWindow: softWindow }),
    outline: () => change({ outlineShown: !viewer.outlineShown }),
    accept: work.accept,
    reject: work.reject,
    level: work.wrongLevel,
  };
}
