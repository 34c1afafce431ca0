import 'client-only';
import type { ChartData, ChartValue } from '@/lib/fhir/chartData';
import type { LocalCodes } from '@/lib/fhir/codes';
import type { SignedCase, SignedEdit } from '@/lib/fhir/write/signedCase';
import type { SmartSession } from '@/lib/smart/session';
import type { CaseState, InputEdit } from '../case/caseState';
import { chosenFracture } from '../case/chosenFracture';
import { editableInputs, sourceInForce } from '../case/editableInputs';

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
    edits: state.edits.map((edit) => signedEdit(edit, chart, state.choices)),
    signer: session.user,
    signedAt,
    localCodes,
  };
}

function signedEdit(edit: InputEdit, chart: ChartData, choices: CaseState['choices']): SignedEdit {
  const { label, unit, say } = editableInputs[edit.input];
  const charted: ChartValue<number | boolean> = chart[edit.input];
  const original = sourceInForce(charted, choices[edit.input])?.source.reference;
  return {
    input: edit.input,
    label,
    value: say(edit.value),
    reason: edit.reason,
    ...(unit && { unit }),
    ...(original && { original }),
  };
}
