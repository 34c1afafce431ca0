'use client';
import { useEffect, useRef } from 'react';
import { type GreyWindow, type Plane, planeImage } from '@/lib/volume/planeImage';
import type { Mask, Volume } from '@/lib/volume/volume';

interface PlaneViewProps {
  readonly volume: Volume;
  readonly mask: Mask | undefined;
  readonly plane: Plane;
  readonly index: number;
  readonly count: number;
  readonly greyWindow: GreyWindow;
  readonly onIndex: (index: number) => void;
}

const names: Readonly<Record<Plane, string>> = { axial: 'Axial', sagittal: 'Sagittal', coronal: 'Coronal' };
/** Letters at the left and right edge of a plane, for a supine patient seen from the feet or from the side. */
const sides: Readonly<Record<Plane, readonly [string, string]>> = {
  axial: ['R', 'L'],
  sagittal: ['A', 'P'],
  coronal: ['R', 'L'],
};

/** One plane of the CT with the outline; wheel, arrow keys or the slider move through it. */
export function PlaneView({ volume, mask, plane, index, count, greyWindow, onIndex }: PlaneViewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const move = (by: number) => onIndex(Math.max(0, Math.min(count - 1, index + by)));
  useEffect(() => {
    const { width, height, pixels, pixelMm } = planeImage(volume, mask, plane, index, greyWindow);
    const target = canvas.current;
    const context = target?.getContext('2d');
    if (!target || !context) return;
    target.width = width;
    target.height = height;
    target.style.aspectRatio = `${width * pixelMm[0]} / ${height * pixelMm[1]}`;
    context.putImageData(new ImageData(pixels, width, height), 0, 0);
  }, [volume, mask, plane, index, greyWindow]);
  return (
    <figure className="rounded-md bg-black p-2 text-white">
      <figcaption className="flex justify-between text-sm">
        <span>{names[plane]}</span>
        <span>
          {index + 1} of {count}
        </span>
      </figcaption>
      <div className="relative">
        <canvas ref={canvas} className="w-full" onWheel={({ deltaY }) => move(Math.sign(deltaY))} />
        <span className="absolute top-1/2 left-1 text-xs">{sides[plane][0]}</span>
        <span className="absolute top-1/2 right-1 text-xs">{sides[plane][1]}</span>
      </div>
      <input
        type="range"
        className="mt-1 h-6 w-full accent-white"
        min={0}
        max={count - 1}
        value={index}
        aria-label={`${names[plane]} slice`}
        onChange={({ target }) => onIndex(Number(target.value))}
      />
    </figure>
  );
}
