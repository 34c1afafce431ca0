'use client';
import { useEffect, useState } from 'react';
import type { Problem, Result } from '@/lib/core/result';
import { type ChartDifference, chartDifferences } from '@/lib/fhir/chart/chartDifferences';
import type { ChartData } from '@/lib/fhir/chartData';
import type { WriteProblem } from '@/lib/fhir/write/writeContract';
import { Button } from '@/lib/ui/Button';
import { Notice } from '@/lib/ui/Notice';
import { useCase } from '../CaseFrame';
import { useGoTo } from '../StepNavigation';

interface ChartChangedProps {
  readonly problem: Problem & Pick<WriteProblem, 'changes'>;
  readonly before: ChartData;
  readonly readAgain: () => Promise<Result<ChartData>>;
}

/** The chart moved on between reading and signing: both values side by side, and the way on with the new ones (S18). */
export function ChartChanged({ problem, before, readAgain }: ChartChangedProps) {
  const { store } = useCase();
  const goTo = useGoTo();
  const [now, setNow] = useState<ChartData>();
  const [failed, setFailed] = useState<Problem>();
  useEffect(() => {
    readAgain().then((result) => (result.ok ? setNow(result.value) : setFailed(result.problem)));
  }, [readAgain]);
  const changes = (problem.changes ?? []).map(
    ({ reference, kind }) => `${reference} is ${kind === 'changed' ? 'another version now' : kind}`,
  );
  return (
    <>
      <Notice state="stop" problem={{ ...problem, message: `${problem.message} ${changes.join('; ')}.` }} />
      {failed && <Notice state="attention" problem={failed} />}
      {now && (
        <>
          <Differences differences={chartDifferences(before, now)} />
          <Button
            onPress={() => {
              store.update({ chart: now });
              goTo('/case/data');
            }}
          >
            Go on with the chart as it is now
          </Button>
        </>
      )}
    </>
  );
}

function Differences({ differences }: { readonly differences: readonly ChartDifference[] }) {
  if (differences.length === 0) return <p>No value that the estimate uses reads differently.</p>;
  return (
    <table className="mt-2 w-full text-left">
      <caption className="text-left font-semibold">What reads differently now</caption>
      <thead>
        <tr className="text-soft">
          <th scope="col">Value</th>
          <th scope="col">When it was read</th>
          <th scope="col">Now</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ label, before, now }) => (
          <tr key={label} className="border-t border-line">
            <th scope="row" className="font-normal">
              {label}
            </th>
            <td>{before}</td>
            <td className="font-medium">{now}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
