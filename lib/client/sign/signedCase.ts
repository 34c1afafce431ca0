import 'client-only';
import type { LocalCodes } from '@/lib/fhir/codes';
import type { SignedCase } from '@/lib/fhir/write/signedCase';
import type { SmartSession } from '@/lib/smart/session';
import type { CaseState } from '../case/caseState';
import { chosenFracture } from '../case/chosenFracture';

/** What the signer is about to sign, from the case; undefined unless it holds an estimate for an accepted outline of a chosen fracture. */
export function signedCaseOf(
  state: CaseState,
  session: SmartSession,
  localCodes: LocalCodes,
  signedAt: string,
): SignedCase | undefined {
  const { chart, imaging, assessment } = state;
  if (!chart || !imaging || assessment?.kind !== 'estimate') return undefined;
  const fracture = chosenFracture(state);
  if (!fracture || fracture.level !== imaging.level) return undefined;
  const study = chart.ctSeries.find(({ seriesUid }) => seriesUid === imaging.series.seriesUid)?.imagingStudyReference;
  const order = chart.order.state === 'present' ? chart.order.value.reference : undefined;
  return {
    patientId: chart.patient.id,
    patientName: chart.patient.name,
    level: imaging.level,
    conditionReference: fracture.conditionReference,
    ...(order && { orderReference: order }),
    ...(study && { imagingStudyReference: study }),
    imaging,
    estimate: assessment,
    modelName: 'Backcast residual back pain',
    outcome: 'pain of 4 or more out of 10 at both 3 and 30 days after the procedure',
    outcomeWindowDays: 30,
    edits: state.edits.map(({ input, value, reason }) => ({ input, label: input, value: String(value), reason })),
    signer: session.user,
    signedAt,
    localCodes,
  };
}
