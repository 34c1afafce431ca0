'use client';
import { useMemo, useState } from 'react';
import { chosenFracture } from '@/lib/client/case/chosenFracture';
import type { LoadedImaging } from '@/lib/client/imaging/loadImaging';
import { spineGuess, wholeFieldMm } from '@/lib/client/imaging/startingView';
import { withoutAcceptance } from '@/lib/client/imaging/withoutAcceptance';
import { ageInDays } from '@/lib/core/dates';
import type { Problem } from '@/lib/core/result';
import { type VertebraLevel, vertebraLevels } from '@/lib/core/vertebra';
import type { ModelLimit } from '@/lib/model/manifestLimits';
import { scanLimits } from '@/lib/model/scanLimits';
import { Notice } from '@/lib/ui/Notice';
import { centreOfBox, maskBox } from '@/lib/volume/maskPart';
import type { Triple } from '@/lib/volume/volume';
import { useCase } from '../CaseFrame';
import { useGoTo } from '../StepNavigation';
import { AcceptanceFooter } from './AcceptanceFooter';
import { CleftQuestion } from './CleftQuestion';
import { GasReading } from './GasReading';
import { type MeasuredNeighbour, NeighbourReading } from './NeighbourReading';
import { OutlinePanel } from './outline/OutlinePanel';
import { type OutlineWork, useOutline } from './outline/useOutline';
import { QualityList } from './QualityList';
import { ScanFacts } from './ScanFacts';
import { ScanStops } from './ScanStops';
import { ScanViewer } from './ScanViewer';
import { scanFactsOf } from './scanFactsOf';
import { useAcceptance } from './useAcceptance';
import { useChecks, useGasHint } from './useMeasurements';
import { useMeasuringAhead } from './useMeasuringAhead';
import { KeyboardMap } from './viewer/KeyboardMap';
import { readShortcuts } from './viewer/shortcutKeys';
import { useShortcuts } from './viewer/shortcuts';
import { type Tool, useViewer } from './viewer/useViewer';
import { viewerShortcuts } from './viewer/viewerShortcuts';

/** What a plane shows around a body, mm: the body and its neighbours above and below. */
const bodyFieldMm = 130;

interface WorkbenchProps {
  readonly imaging: LoadedImaging;
  readonly limits: readonly ModelLimit[];
  readonly modelId: string;
  readonly mayStore: boolean;
}

/** The reader's place of work: scan, planes, outline, the answer on the cleft, the checks, and acceptance (P2). */
export function Workbench({ imaging, limits, modelId, mayStore }: WorkbenchProps) {
  const { state, store, fhir } = useCase();
  const goTo = useGoTo();
  const { ct, outlines, outlineProblems } = imaging;
  const { volume, facts } = ct;
  const fractureLevel = chosenFracture(state)?.level;
  const work = useOutline({
    volume,
    seriesUid: facts.seriesUid,
    kept: state.outline,
    // An outline of another level is offered in the list; only one of the fracture's level is opened by itself.
    stored: outlines.find(
      ({ level }) => level !== undefined && (fractureLevel === undefined || level === fractureLevel),
    ),
    onChange: (outline, next, before) => store.update({ outline, ...withoutAcceptance(store.get(), before, next) }),
  });
  useMeasuringAhead(modelId, volume, work.outline, state.assessment !== undefined);
  const [start] = useState(() => startOf(work, volume));
  const control = useViewer(volume, start);
  const viewer = { ...control, tool: toolNow(control.tool, work.outline !== undefined) };
  const [wrongLevel, setWrongLevel] = useState(false);
  const shortcuts = useMemo(() => readShortcuts(state.shortcuts), [state.shortcuts]);
  const ageDays = facts.acquired ? ageInDays(facts.acquired, new Date()) : undefined;
  const scan = useMemo(() => scanLimits(limits, scanFactsOf(facts, ageDays)), [limits, facts, ageDays]);
  const checks = useChecks(imaging, work, fractureLevel);
  const goOn = () => goTo('/case/result');
  const [measured, setMeasured] = useState<MeasuredNeighbour>();
  // Of another level it is not a neighbour's any more.
  const neighbour = measured && isNextTo(measured.level, work.level) ? measured : undefined;
  const gas = useGasHint(imaging, work);
  const acceptance = useAcceptance({
    imaging,
    work,
    checks,
    gasHint: gas,
    neighbour: neighbour && { level: neighbour.level, meanHu: Math.round(neighbour.reading.meanHu) },
    fractureLevel,
    modelId,
    mayStore,
    onDone: goOn,
  });
  const runs = viewerShortcuts(viewer, {
    accept: () => void acceptance.accept(),
    reject: () => work.outline && work.reject(),
    wrongLevel: () => setWrongLevel(true),
  });
  useShortcuts(runs, shortcuts);
  const look = async (at: Parameters<OutlineWork['propose']>[0]) => {
    const box = await work.propose(at);
    viewer.change({ tool: 'box', cursor: [Math.round(at.x), Math.round(at.y), Math.round(at.z)] });
    if (box) viewer.centreOn([at.x, at.y, at.z], Math.min(viewer.view.fieldMm, bodyFieldMm));
  };
  const stops = scan.flatMap(({ state: reached, finding }) => (reached === 'stop' && finding ? [finding] : []));
  return (
    <>
      <ScanStops findings={stops} />
      {ct.notes.length > 0 && <p className="mt-2 text-soft">Left out: {ct.notes.join('; ')}.</p>}
      <div className="mt-3 gap-x-4 lg:grid lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr]">
        <div className="min-w-0">
          <ScanViewer volume={volume} viewer={viewer} work={work} neighbour={neighbour} onLook={look}>
            <KeyboardMap shortcuts={shortcuts} onChange={(changed) => store.update({ shortcuts: changed })} />
          </ScanViewer>
        </div>
        <div className="mt-4 lg:row-span-2 lg:mt-0">
          {outlineProblems.map((problem) => (
            <Notice key={problem.message} state="attention" problem={problem} />
          ))}
          <OutlinePanel
            volume={volume}
            work={work}
            viewer={viewer}
            stored={outlines}
            fractureLevel={fractureLevel}
            askLevel={wrongLevel || !work.level || work.outline?.origin.kind === 'drawn'}
            onWrongLevel={() => setWrongLevel(true)}
          />
          <CleftQuestion reading={acceptance.cleft} reader={fhir.session.user.name} onRead={acceptance.readCleft} />
          {acceptance.cleft && gas && <GasReading hint={gas} answer={acceptance.cleft} />}
          {checks.length > 0 && <QualityList checks={checks} />}
          <NeighbourReading
            volume={volume}
            work={work}
            fractured={state.chart?.fractures.map(({ level }) => level) ?? []}
            measured={neighbour}
            onMeasured={setMeasured}
            onLook={(voxel) => viewer.centreOn(voxel)}
          />
          {acceptance.overtaken && <Notice state="attention" problem={overtaken} />}
          {acceptance.refused && (
            <Notice
              state="attention"
              problem={{
                message: `The outline is accepted, but the image archive does not have it. ${acceptance.refused}`,
                remedy:
                  'Go on: it is kept with this case. A later launch will not find it unless it is stored by then.',
              }}
            />
          )}
          {(stops.length > 0 || checks.some((check) => check.state === 'stop')) && (
            <p className="mt-2 text-soft">If you accept, the result step will say why there is no estimate.</p>
          )}
        </div>
        <ScanFacts facts={facts} ageDays={ageDays} limits={scan} />
      </div>
      <AcceptanceFooter acceptance={acceptance} onGoOn={goOn} />
    </>
  );
}

const overtaken: Problem = {
  code: 'outline-overtaken',
  message: 'The outline was changed while it was being stored, so neither was accepted.',
  remedy: 'Look at it as it is now, and accept it.',
};

/** A brush without an outline, or a box once there is one, would draw on nothing that is shown. */
function toolNow(tool: Tool, outlined: boolean): Tool {
  const needsOutline = tool === 'brush' || tool === 'erase';
  const needsNone = tool === 'box' || tool === 'propose';
  return (needsOutline && !outlined) || (needsNone && outlined) ? 'crosshair' : tool;
}

const isNextTo = (neighbour: VertebraLevel, level: VertebraLevel | undefined): boolean =>
  level !== undefined && Math.abs(vertebraLevels.indexOf(neighbour) - vertebraLevels.indexOf(level)) === 1;

function startOf({ part }: OutlineWork, volume: LoadedImaging['ct']['volume']) {
  const box = part && maskBox(part.mask);
  if (!part || !box) return { cursor: spineGuess(volume), fieldMm: wholeFieldMm(volume) };
  const centre = centreOfBox(box).map((middle, axis) => Math.round(middle + part.lower[axis]));
  return { cursor: [centre[0], centre[1], centre[2]] as Triple, fieldMm: bodyFieldMm };
}
