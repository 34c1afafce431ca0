import { canRedo, canUndo, editOutline, type Outline, redoEdit, undoEdit } from '@/lib/client/imaging/outline';
import { grow, keepLargest, presentMask, shrink, smooth } from '@/lib/segmentation/edit';
import { Button } from '@/lib/ui/Button';
import type { Mask } from '@/lib/volume/volume';
import type { ViewerControl } from '../viewer/useViewer';

interface EditToolsProps {
  readonly outline: Outline;
  readonly viewer: ViewerControl;
  readonly onChange: (outline: Outline) => void;
  /** Fills or clears a ball of the brush's size at the crosshair. */
  readonly onPaintHere: (tool: 'brush' | 'erase') => void;
}

const wholeEdits: readonly (readonly [string, (mask: Mask) => Mask])[] = [
  ['Grow', grow],
  ['Shrink', shrink],
  ['Smooth', smooth],
  ['Keep largest', keepLargest],
];
export const brushSizesMm = { least: 1, most: 12 } as const;

/** Corrections by hand: by brush where a pointer is at hand, and all of them by button (WCAG 2.5.7). */
export function EditTools({ outline, viewer, onChange, onPaintHere }: EditToolsProps) {
  const { tool, brushMm, change } = viewer;
  const edit = (rule: (mask: Mask) => Mask) => onChange(editOutline(outline, rule(presentMask(outline.history))));
  return (
    <fieldset className="mt-3 border-t border-line pt-2">
      <legend className="float-left mr-3 py-1 font-medium">Correct it</legend>
      <div className="flex flex-wrap gap-2">
        <Button pressed={tool === 'brush'} onPress={() => change({ tool: tool === 'brush' ? 'crosshair' : 'brush' })}>
          Brush
        </Button>
        <Button pressed={tool === 'erase'} onPress={() => change({ tool: tool === 'erase' ? 'crosshair' : 'erase' })}>
          Erase
        </Button>
        {wholeEdits.map(([name, rule]) => (
          <Button key={name} onPress={() => edit(rule)}>
            {name}
          </Button>
        ))}
        <Button disabled={!canUndo(outline)} onPress={() => onChange(undoEdit(outline))}>
          Undo
        </Button>
        <Button disabled={!canRedo(outline)} onPress={() => onChange(redoEdit(outline))}>
          Redo
        </Button>
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <label className="flex items-center gap-2">
          Brush radius, mm
          <input
            type="number"
            className="h-8 w-16 rounded-md border border-line bg-surface px-2"
            min={brushSizesMm.least}
            max={brushSizesMm.most}
            value={brushMm}
            onChange={({ target }) => {
              const size = target.valueAsNumber;
              if (size >= brushSizesMm.least && size <= brushSizesMm.most) change({ brushMm: size });
            }}
          />
        </label>
        <Button onPress={() => onPaintHere('brush')}>Fill at the crosshair</Button>
        <Button onPress={() => onPaintHere('erase')}>Clear at the crosshair</Button>
      </div>
    </fieldset>
  );
}
