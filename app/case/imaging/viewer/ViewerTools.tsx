import type { ReactNode } from 'react';
import { boneWindow, softWindow } from '@/lib/volume/planeImage';
import type { Plane } from '@/lib/volume/planeLayout';
import { planes, type Tool, type ViewerControl } from './useViewer';

const tools: readonly (readonly [Tool, string])[] = [
  ['crosshair', 'Crosshair'],
  ['pan', 'Move'],
  ['window', 'Window'],
];
const planeNames: Readonly<Record<Plane, string>> = { axial: 'Axial', sagittal: 'Sagittal', coronal: 'Coronal' };
const zoomStep = 1.25;

/** The tools along the upper edge of the planes. Whatever a drag does, a button or a number does as well (WCAG 2.5.7). */
export function ViewerTools({ viewer }: { readonly viewer: ViewerControl }) {
  const { tool, greyWindow, view, outlineShown, opacity, change } = viewer;
  const zoom = (factor: number) => change({ view: { ...view, fieldMm: view.fieldMm / factor } });
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <Group name="Plane" className="min-[560px]:hidden">
        {planes.map((plane) => (
          <ToolButton key={plane} pressed={viewer.plane === plane} onPress={() => change({ plane })}>
            {planeNames[plane]}
          </ToolButton>
        ))}
      </Group>
      <Group name="Dragging">
        {tools.map(([value, name]) => (
          <ToolButton key={value} pressed={tool === value} onPress={() => change({ tool: value })}>
            {name}
          </ToolButton>
        ))}
      </Group>
      <Group name="Zoom">
        <ToolButton label="Zoom out" onPress={() => zoom(1 / zoomStep)}>
          −
        </ToolButton>
        <ToolButton label="Zoom in" onPress={() => zoom(zoomStep)}>
          +
        </ToolButton>
        <ToolButton onPress={viewer.showAll}>Whole</ToolButton>
        <ToolButton onPress={() => viewer.centreOn(viewer.cursor)}>Centre</ToolButton>
      </Group>
      <Group name="Window">
        <ToolButton
          pressed={greyWindow.centre === boneWindow.centre && greyWindow.width === boneWindow.width}
          onPress={() => change({ greyWindow: boneWindow })}
        >
          Bone
        </ToolButton>
        <ToolButton
          pressed={greyWindow.centre === softWindow.centre && greyWindow.width === softWindow.width}
          onPress={() => change({ greyWindow: softWindow })}
        >
          Soft tissue
        </ToolButton>
        <NumberField
          name="Centre, HU"
          short="C"
          value={greyWindow.centre}
          step={10}
          onChange={(centre) => change({ greyWindow: { ...greyWindow, centre } })}
        />
        <NumberField
          name="Width, HU"
          short="W"
          value={greyWindow.width}
          step={50}
          least={1}
          onChange={(width) => change({ greyWindow: { ...greyWindow, width } })}
        />
      </Group>
      <Group name="Outline">
        <ToolButton pressed={outlineShown} onPress={() => change({ outlineShown: !outlineShown })}>
          Outline
        </ToolButton>
        <label className="flex items-center gap-1">
          <span className="text-xs">Tint</span>
          <input
            type="range"
            className="h-6 w-20 accent-white"
            min={0}
            max={0.6}
            step={0.05}
            value={opacity}
            onChange={({ target }) => change({ opacity: Number(target.value) })}
          />
        </label>
      </Group>
    </div>
  );
}

function Group({
  name,
  className = '',
  children,
}: {
  readonly name: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out within a row in every browser.
    <div role="group" aria-label={name} className={`flex flex-wrap items-center gap-1 ${className}`}>
      {children}
    </div>
  );
}

/** A button of the dark viewer. */
export function ToolButton({
  pressed,
  label,
  onPress,
  children,
}: {
  readonly pressed?: boolean;
  readonly label?: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      aria-label={label}
      onClick={onPress}
      className={`min-h-8 min-w-8 rounded-md border px-2 ${pressed ? 'border-white bg-white text-black' : 'border-neutral-500 text-white'}`}
    >
      {children}
    </button>
  );
}

function NumberField({
  name,
  short,
  value,
  step,
  least,
  onChange,
}: {
  readonly name: string;
  readonly short: string;
  readonly value: number;
  readonly step: number;
  readonly least?: number;
  readonly onChange: (value: number) => void;
}) {
  return (
    <label className="flex items-center gap-1">
      <span className="text-xs" aria-hidden="true">
        {short}
      </span>
      <input
        type="number"
        aria-label={name}
        className="h-8 w-20 rounded-md border border-neutral-500 bg-black px-1 text-white"
        value={value}
        step={step}
        min={least}
        onChange={({ target }) => {
          const next = target.valueAsNumber;
          if (Number.isFinite(next) && next >= (least ?? Number.NEGATIVE_INFINITY)) onChange(next);
        }}
      />
    </label>
  );
}
