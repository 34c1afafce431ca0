import { boxOfDraft } from '@/lib/client/imaging/boxDraft';
import { isEdited, type Outline } from '@/lib/client/imaging/outline';
import type { StoredOutline } from '@/lib/client/imaging/storedOutlines';
import { readablePersonName } from '@/lib/client/imaging/storeOutline';
import { formatDate } from '@/lib/core/dates';
import type { VertebraLevel } from '@/lib/core/vertebra';
import { Button } from '@/lib/ui/Button';
import { Notice } from '@/lib/ui/Notice';
import { gridAxes, indexPoint } from '@/lib/volume/planeLayout';
import type { Volume } from '@/lib/volume/volume';
import type { ViewerControl } from '../viewer/useViewer';
import { BoxFields } from './BoxFields';
import { EditTools } from './EditTools';
import { LevelQuestion } from './LevelQuestion';
import type { OutlineWork } from './useOutline';

interface OutlinePanelProps {
  readonly volume: Volume;
  readonly work: OutlineWork;
  readonly viewer: ViewerControl;
  readonly stored: readonly StoredOutline[];
  readonly fractureLevel: VertebraLevel | undefined;
  /** The reader said that the level is wrong, or the outline has no level yet. */
  readonly askLevel: boolean;
  readonly onWrongLevel: () => void;
}

/** The vertebra: which one, whose outline, how to draw it, how to correct it, and how to refuse it. */
export function OutlinePanel(props: OutlinePanelProps) {
  const { work, stored, fractureLevel, askLevel, onWrongLevel } = props;
  const { outline, level, problem } = work;
  const mismatch = level !== undefined && fractureLevel !== undefined && level !== fractureLevel;
  return (
    <section aria-label="The vertebra" className="rounded-md border border-line bg-raised p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-medium">{level ? `Vertebra ${level}` : 'Vertebra not named yet'}</h2>
        {outline && <Button onPress={onWrongLevel}>Wrong level</Button>}
      </div>
      {askLevel && <LevelQuestion level={level} fractureLevel={fractureLevel} onLevel={work.setLevel} />}
      {mismatch && (
        <Notice
          state="stop"
          problem={{
            message: `This outline is of ${level}, and the chart has the fracture at ${fractureLevel}: it cannot be accepted.`,
            remedy: `Reject it and draw ${fractureLevel}, or correct the level that is wrong.`,
          }}
        />
      )}
      {problem && <Notice state="attention" problem={problem} />}
      {outline ? <Drawn {...props} outline={outline} /> : <Drawing {...props} />}
      {stored.length > (outline && outline.origin.kind !== 'drawn' ? 1 : 0) && (
        <StoredList work={work} stored={stored} />
      )}
    </section>
  );
}

function Drawn({ work, viewer, outline }: OutlinePanelProps & { readonly outline: Outline }) {
  const { origin } = outline;
  return (
    <>
      <p className="mt-2">
        {origin.kind === 'drawn'
          ? `Outlined by ${origin.algorithm.name} ${origin.algorithm.version} from your box.`
          : `From the image archive (${origin.kind === 'pacs-seg' ? 'DICOM segmentation' : 'RT structure set'}).`}{' '}
        {origin.kind !== 'drawn' &&
          origin.placement === 'resampled' &&
          'It was drawn on another grid and brought onto this CT by position. '}
        {isEdited(outline) ? 'Edited by hand: it will be stored as a new segmentation.' : 'Not edited.'}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button onPress={work.redraw}>Redraw</Button>
        <Button onPress={work.reject}>Reject</Button>
      </div>
      <EditTools
        outline={outline}
        viewer={viewer}
        onChange={work.change}
        onPaintHere={(tool) => {
          work.paint(tool, indexPoint(viewer.cursor), viewer.brushMm);
          work.endStroke();
        }}
      />
    </>
  );
}

function Drawing({ volume, work, viewer }: OutlinePanelProps) {
  const { box, busy } = work;
  const { tool, change } = viewer;
  const whole = boxOfDraft(box);
  const anyAxis = box.some(Boolean);
  return (
    <>
      <p className="mt-2">
        No outline yet. Put a box around the vertebral body, without the arch: one click in the body proposes it, or
        draw it in two planes. Then the program outlines the body within.
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button
          pressed={tool === 'propose'}
          onPress={() => change({ tool: tool === 'propose' ? 'crosshair' : 'propose' })}
        >
          Click in the body
        </Button>
        <Button pressed={tool === 'box'} onPress={() => change({ tool: tool === 'box' ? 'crosshair' : 'box' })}>
          Draw the box
        </Button>
        <Button disabled={busy !== undefined} onPress={() => work.propose(indexPoint(viewer.cursor))}>
          Propose at the crosshair
        </Button>
        <Button onPress={() => work.boxHere(viewer.cursor)}>Box at the crosshair</Button>
      </div>
      {anyAxis && <BoxFields box={box} geometry={volume} axes={gridAxes(volume)} onBox={work.setBox} />}
      <p role="status" className="mt-2 text-soft">
        {busy === 'proposing' && 'Looking for the faces of the body.'}
        {busy === 'segmenting' && 'Outlining the body.'}
        {!busy && anyAxis && !whole && 'The box has two sides. Draw the third in another plane.'}
        {!busy && whole && 'Check the box in all three planes. Drag a face, or change its number.'}
      </p>
      <div className="mt-1">
        <Button disabled={!whole || busy !== undefined} onPress={work.segment}>
          Outline the body
        </Button>
      </div>
    </>
  );
}

function StoredList({ work, stored }: { readonly work: OutlineWork; readonly stored: readonly StoredOutline[] }) {
  return (
    <details className="mt-3 border-t border-line pt-2">
      <summary className="cursor-pointer">Outlines in the image archive ({stored.length})</summary>
      <ul>
        {stored.map((one) => (
          <li
            key={`${one.sopInstanceUid} ${one.label}`}
            className="flex flex-wrap items-center justify-between gap-2 border-t border-line py-1"
          >
            <span>
              {one.level ?? 'No coded level'}, {one.label}
              <span className="block text-soft">{madeBy(one)}</span>
            </span>
            <Button onPress={() => work.openStored(one)}>Use</Button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function madeBy({ creatorName, algorithm, made, kind }: StoredOutline): string {
  const date = /^(\d{4})(\d{2})(\d{2})/.exec(made);
  return [
    creatorName ? readablePersonName(creatorName) : 'creator not named',
    kind === 'pacs-rtstruct'
      ? 'contours'
      : [algorithm?.type?.toLowerCase(), algorithm?.name].filter(Boolean).join(', '),
    date ? formatDate(`${date[1]}-${date[2]}-${date[3]}`) : 'not dated',
  ]
    .filter(Boolean)
    .join('; ');
}
