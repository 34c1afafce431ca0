import type { Bundle, FhirResource } from 'fhir/r4';
import type { Problem, Result } from '@/lib/core/result';
import type { ChartData } from '../chartData';
import type { ChartChange } from './chartChanges';

/** One exchange with the FHIR server; `status` 0 stands for no answer (time-out, lost connection). */
export interface FhirExchange {
  readonly status: number;
  readonly body?: FhirResource;
  readonly retryAfterSeconds?: number;
}

export interface WriteDeps {
  readonly get: (query: string) => Promise<FhirExchange>;
  readonly post: (bundle: Bundle) => Promise<FhirExchange>;
  /** The whole chart as it is now, so that a finding is seen that was not there before. */
  readonly readChart: () => Promise<Result<ChartData>>;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly newUuid: () => string;
}

export interface WrittenCase {
  readonly identifier: string;
  /** "RiskAssessment/id", or "Observation/id" where the server has none. */
  readonly estimate: string;
  /** Every resource of the transaction, where the answer named them; else the estimate alone. */
  readonly resources: readonly string[];
  /** Where the estimate was in the chart before: when it was signed and by whom, as far as the chart says. */
  readonly signedOn?: string;
  readonly signedBy?: string;
}

export type WriteProblem = Problem<
  | 'chart-changed'
  | 'chart-unreadable'
  | 'write-refused'
  | 'write-signed-out'
  | 'write-unconfirmed'
  | 'write-ambiguous'
  | 'write-withdrawn'
> & {
  readonly changes?: readonly ChartChange[];
};
