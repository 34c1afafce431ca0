import { fail, ok, type Result } from '@/lib/core/result';
import type { ChartData } from '../chartData';
import { estimateIdentifier } from './estimateIdentifier';
import { sentencesOf } from './narrative';
import type { SignedCase } from './signedCase';
import { stoppedByChart } from './stoppedByChart';
import type { WriteDeps, WriteProblem } from './writeContract';

/** A signature whose text goes into a note, because the chart takes no estimate. */
export interface SignedText {
  readonly identifier: string;
  readonly text: string;
}

/** Signs without writing: what it rests on is read again right before, as for a write (S4, S18). */
export async function signAsText(
  signed: SignedCase,
  chartThen: ChartData,
  deps: Pick<WriteDeps, 'get' | 'readChart'>,
  replaces?: string,
): Promise<Result<SignedText, WriteProblem>> {
  const stopped = await stoppedByChart(signed, chartThen, deps);
  if (stopped) return fail(stopped);
  const identifier = await estimateIdentifier(signed, replaces);
  return ok({ identifier, text: [...sentencesOf(signed), `Identifier ${identifier}.`].join('\n') });
}
