import 'client-only';
import type { ChartData, ChartValue } from '@/lib/fhir/chartData';
import type { LocalCodes } from '@/lib/fhir/codes';
import type { SignedCase, SignedEdit } from '@/lib/fhir/write/signedCase';
import type { Estimate } from '@/lib/model/assessment';
import type { SmartSession } from '@/lib/smart/session';
import type { CaseState, InputEdit } from '../case/caseState';
import { chosenFracture } from '../case/chosenFracture';
import { editableInputs, sourceInForce } from '../case/editableInputs';
import { isRevealed } from '../case/isRevealed';

/**
 * What the signer is about to sign, from the case; undefined unless it holds an estimate for an accepted outline of a chosen
 * fracture, and the signer's own estimate came first (S2).
 */
export function signedCaseOf(
  state: CaseState,
  session: SmartSession,
  localCodes: LocalCodes,
  signedAt: string,
): SignedCase | undefined {
  const { chart, imaging, assessment } = state;
  if (!chart || !imaging || assessment?.kind !== 'estimate' || !isRevealed(state)) return undefined;
  const fracture = chosenFracture(state);
  if (!fracture || fracture.level !== imaging.level) return undefined;
  const study = chart.ctSeries.find(({ seriesUid }) => seriesUid === imaging.series.seriesUid)?.imagingStudyReference;
  const order = chart.order.state === 'present' ? chart.order.value.reference : undefined;
  const { id: patientId, name: patientName, birthDate, recordNumber } = chart.patient;
  return {
    patientId,
    patientName,
    ...(birthDate && { birthDate }),
    ...(recordNumber && { recordNumber }),
    level: imaging.level,
    conditionReference: fracture.conditionReference,
    ...(order && { orderReference: order }),
    ...(study && { imagingStudyReference: study }),
    imaging,
    estimate: assessment,
    furtherSources: furtherSources(chart, assessment),
    edits: state.edits.map((edit) => signedEdit(edit, chart, state.choices)),
    signer: session.user,
    signedAt,
    localCodes,
  };
}

/** A body mass index that was computed rests on the height as well as on the weight that it names. */
function furtherSources({ bmi }: ChartData, { inputs }: Estimate): readonly string[] {
  if (bmi.state !== 'present' || !inputs.some(({ source }) => source === bmi.source.reference)) return [];
  return bmi.source.also ?? [];
}

function signedEdit(edit: InputEdit, chart: ChartData, choices: CaseState['choices']): SignedEdit {
  const field = editableInputs[edit.input];
  const { label, unit, say } = field;
  const charted: ChartValue<number | boolean> = chart[edit.input];
  const original = sourceInForce(charted, choices[edit.input])?.source.reference;
  return {
    input: edit.input,
    label,
    value: say(edit.value),
    measured: edit.value,
    reason: edit.reason,
    ...(unit && { unit }),
    ...(field.kind === 'number' && { ucum: field.ucum }),
    ...(edit.measuredOn && { measuredOn: edit.measuredOn }),
    ...(original && { original }),
  };
}
