import { chartDifferences } from '../chart/chartDifferences';
import type { ChartData } from '../chartData';
import { chartChanges } from './chartChanges';
import { sourcesOf } from './resources';
import type { SignedCase } from './signedCase';
import type { WriteDeps, WriteProblem } from './writeContract';

/** Why the chart stands against the write: a source at another version, a value that reads differently, or a part that nobody could read. */
export async function stoppedByChart(
  signed: SignedCase,
  chartThen: ChartData,
  deps: Pick<WriteDeps, 'get' | 'readChart'>,
): Promise<WriteProblem | undefined> {
  const [changes, read] = await Promise.all([
    chartChanges([`Patient/${signed.patientId}`, ...sourcesOf(signed)], chartThen.versions, (reference) =>
      versionNow(reference, deps),
    ),
    deps.readChart(),
  ]);
  if (changes.length > 0) return { ...chartChanged, changes };
  if (!read.ok) return chartUnreadable;
  const knownThen = chartThen.problems.flatMap(({ missing }) => missing);
  const unreadNow = read.value.problems.flatMap(({ missing }) => missing).filter((one) => !knownThen.includes(one));
  if (unreadNow.length > 0)
    return { ...chartUnreadable, message: `${chartUnreadable.message} Not read: ${unreadNow.join(', ')}.` };
  return chartDifferences(chartThen, read.value).length > 0 ? { ...chartChanged, changes } : undefined;
}

async function versionNow(reference: string, deps: Pick<WriteDeps, 'get'>): Promise<string | undefined | null> {
  const { status, body } = await deps.get(reference);
  if (status === 404 || status === 410) return undefined;
  if (status !== 200 || !body) return null;
  return body.meta?.versionId ?? body.meta?.lastUpdated ?? '';
}

const chartChanged: WriteProblem = {
  code: 'chart-changed',
  message: 'The chart changed after the estimate was made, so nothing was written.',
  remedy: 'Look at what changed, go on with the chart as it is now, and sign the new estimate.',
};
const chartUnreadable: WriteProblem = {
  code: 'chart-unreadable',
  message: 'The chart could not be read again before the signature, so nothing was written.',
  remedy: 'Your entries are kept. Check the connection and sign again.',
};
