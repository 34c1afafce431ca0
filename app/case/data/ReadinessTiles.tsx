import type { ReactNode } from 'react';
import { withMinus } from '@/lib/core/inPrint';
import type { ChartData, ChartPart, ChartValue, Fracture } from '@/lib/fhir/chartData';
import { SourceTile } from '@/lib/ui/SourceTile';
import { Choice } from './Choice';
import type { ModelNeeds } from './modelNeeds';
import { orderOfAnotherLevel } from './readiness';
import { Sources } from './Sources';
import { ctTile, valueTile } from './tiles';
import { unreadBecause } from './unread';

interface ReadinessTilesProps {
  readonly chart: ChartData;
  /** That is to be treated, where it is settled. */
  readonly fracture: Fracture | undefined;
  /** At the fracture that is to be treated. */
  readonly cleft: ChartValue<boolean>;
  readonly choices: Readonly<Record<string, string>>;
  readonly needs: ModelNeeds;
  readonly onChoose: (input: string, reference: string) => void;
  /** Below the bone density: its correction, and the way to ask for one. */
  readonly underBoneDensity: ReactNode;
  /** In the first tile that could not be read: the way to read the chart again. */
  readonly again: ReactNode;
}

/** What the tiles show, in their order. */
const parts = ['fracture', 'bone density', 'cleft', 'CT'] as const satisfies readonly ChartPart[];

/** The first part whose tile shows nothing because it could not be read. */
export function unreadTile(chart: ChartData, cleft: ChartValue<boolean>): (typeof parts)[number] | undefined {
  const isEmpty = {
    fracture: chart.fracture.state === 'unknown',
    'bone density': chart.tScore.state === 'unknown',
    cleft: cleft.state === 'unknown',
    CT: chart.ctSeries.length === 0,
  };
  return parts.find((part) => isEmpty[part] && unreadBecause(chart, part));
}

/** Fracture, bone density, cleft and CT: what an estimate cannot do without (P1). */
export function ReadinessTiles(props: ReadinessTilesProps) {
  const { chart, fracture, cleft, choices, needs, onChoose, underBoneDensity, again } = props;
  const chooser = <T,>(input: string, value: ChartValue<T>, say: (value: T) => string) =>
    value.state === 'conflict' ? (
      <Choice input={input} candidates={value.candidates} chosen={choices[input]} say={say} onChoose={onChoose} />
    ) : undefined;
  const sayLevel = ({ level }: { level: string }) => `${level} vertebra`;
  const sayScore = (score: number) => withMinus(score.toFixed(1));
  const sayCleft = (present: boolean) => (present ? 'Present' : 'Absent');
  const otherLevel = orderOfAnotherLevel(chart, fracture);
  const order = chart.order.state === 'present' ? chart.order.value : undefined;
  const several = order !== undefined && order.levels.length > 1;
  const unread = (part: (typeof parts)[number]) => unreadBecause(chart, part);
  const firstUnread = unreadTile(chart, cleft);
  const readAgain = (part: (typeof parts)[number]) => firstUnread === part && <div className="mt-2">{again}</div>;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SourceTile
        {...valueTile(chart.fracture, {
          title: 'Fracture',
          say: sayLevel,
          missing: 'Missing',
          unread: unread('fracture'),
        })}
        {...(several && ({ state: 'attention', stateWord: 'Several levels ordered' } as const))}
        {...(otherLevel && ({ state: 'stop', stateWord: 'Levels differ' } as const))}
      >
        {order && (several || otherLevel) && (
          <p className="mt-2 font-medium">
            The order names {order.levels.join(' and ')}. <Sources references={[order.reference]} />
          </p>
        )}
        {chooser('fracture', chart.fracture, sayLevel)}
        {readAgain('fracture')}
      </SourceTile>
      <SourceTile
        {...valueTile(chart.tScore, {
          title: 'Bone density (lowest T-score)',
          say: sayScore,
          unit: 'SD',
          missing: 'Missing',
          unread: unread('bone density'),
        })}
      >
        {chooser('tScore', chart.tScore, (score) => `${sayScore(score)} SD`)}
        {readAgain('bone density')}
        {underBoneDensity}
      </SourceTile>
      <SourceTile
        {...valueTile(cleft, {
          title: 'Intravertebral cleft',
          say: sayCleft,
          missing: 'Not recorded',
          unread: unread('cleft'),
        })}
      >
        {chooser('cleft', cleft, sayCleft)}
        {readAgain('cleft')}
      </SourceTile>
      <SourceTile {...ctTile(chart.ctSeries[0], unread('CT'), needs.ctAtMostDays)}>{readAgain('CT')}</SourceTile>
    </div>
  );
}
