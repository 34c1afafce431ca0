import type { ReactNode } from 'react';
import type { LoadedImaging } from '@/lib/client/imaging/loadImaging';
import { withMinus } from '@/lib/core/inPrint';
import { indexPoint } from '@/lib/volume/planeLayout';
import type { Triple } from '@/lib/volume/volume';
import type { MeasuredNeighbour } from './NeighbourReading';
import type { OutlineWork } from './outline/useOutline';
import { PlaneView } from './viewer/PlaneView';
import { planes, type ViewerControl } from './viewer/useViewer';
import { ViewerTools } from './viewer/ViewerTools';

type Place = Parameters<OutlineWork['propose']>[0];

interface ScanViewerProps {
  readonly volume: LoadedImaging['ct']['volume'];
  readonly viewer: ViewerControl;
  readonly work: OutlineWork;
  readonly neighbour: MeasuredNeighbour | undefined;
  /** A body was pointed at that has no outline yet. */
  readonly onLook: (at: Place) => Promise<void>;
  readonly children: ReactNode;
}

/** The linked planes with their tools; what is drawn on them goes to the outline. */
export function ScanViewer({ volume, viewer, work, neighbour, onLook, children }: ScanViewerProps) {
  const paint = (at: Place) => work.paint(viewer.tool === 'erase' ? 'erase' : 'brush', at, viewer.brushMm);
  const gestures = { onBox: work.setBox, onPropose: onLook, onPaint: paint, onPaintEnd: work.endStroke };
  const enter = () => {
    if (viewer.tool === 'brush' || viewer.tool === 'erase') {
      paint(indexPoint(viewer.cursor));
      work.endStroke();
    } else if (!work.outline) void onLook(indexPoint(viewer.cursor));
  };
  return (
    <section
      aria-label="The CT"
      className="-mx-4 bg-neutral-950 p-2 text-neutral-100 [--focus:#f0a35e] lg:mx-0 lg:rounded-md"
    >
      <ViewerTools viewer={viewer} />
      <div className="mt-2 grid gap-2 min-[560px]:grid-cols-2 2xl:grid-cols-3">
        {planes.map((plane) => (
          <PlaneView
            key={plane}
            volume={volume}
            plane={plane}
            viewer={viewer}
            part={work.part}
            other={neighbour?.part}
            box={work.outline ? noBox : work.box}
            label={work.level}
            gestures={gestures}
            onEnter={enter}
          />
        ))}
      </div>
      <p className="mt-1 text-xs tabular-nums">
        Window: centre {withMinus(String(viewer.greyWindow.centre))}, width {viewer.greyWindow.width} HU. Crosshair:{' '}
        {withMinus(String(Math.round(volume.data[offsetAt(volume.size, viewer.cursor)])))} HU.
      </p>
      {children}
    </section>
  );
}

const noBox = [undefined, undefined, undefined] as const;

const offsetAt = (size: Triple, [x, y, z]: Triple): number => x + size[0] * (y + size[1] * z);
