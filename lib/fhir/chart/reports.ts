import type { DiagnosticReport } from 'fhir/r4';
import type { ChartReport } from '../chartData';
import { newestFirst, provenanceOf } from './resources';

const withdrawn = ['registered', 'cancelled', 'entered-in-error', 'unknown'];

/** Reports of imaging, newest first, in the words of who wrote them: they are shown and never interpreted. */
export function readReports(reports: readonly DiagnosticReport[], now: Date): readonly ChartReport[] {
  const issued = reports.filter(({ status }) => !withdrawn.includes(status));
  return newestFirst(issued, dateOf).map((report) => ({
    source: provenanceOf(report, titleOf(report), dateOf(report), now),
    status: report.status,
    ...(report.conclusion && { conclusion: report.conclusion }),
  }));
}

const titleOf = ({ code }: DiagnosticReport): string =>
  code.text ?? code.coding?.find(({ display }) => display)?.display ?? 'report';

/** When the patient was examined; only without it, when the report was issued. */
const dateOf = ({ effectiveDateTime, effectivePeriod, issued }: DiagnosticReport): string | undefined =>
  effectiveDateTime ?? effectivePeriod?.start ?? issued;
