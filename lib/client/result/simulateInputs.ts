import 'client-only';
import { withMinus } from '@/lib/core/inPrint';
import { ok, type Result } from '@/lib/core/result';
import { modelFacts, modelInputs } from '@/lib/fhir/modelInputs';
import type { Assessment } from '@/lib/model/assessment';
import { type SiteModelSettings, siteFacts } from '@/lib/model/siteFacts';
import type { CaseState, InputEdit } from '../case/caseState';
import { sourceInForce } from '../case/editableInputs';
import { openModel } from '../scoring/openModel';

/** "What if an input were different", in words, and the case with that input changed (S12). */
export interface Scenario {
  readonly id: string;
  readonly label: string;
  readonly state: CaseState;
}

/** Half a standard deviation: about what two DXA scans of one spine differ by, twice over (least significant change 0.3 to 0.5). */
const tScoreStep = 0.5;

/** The inputs that a reading or a measurement may have got wrong. Treatments are none of them: the model knows no effect of any. */
export function scenariosOf(state: CaseState): readonly Scenario[] {
  const { chart, imaging, choices, edits } = state;
  if (!chart || !imaging) return [];
  const reading = imaging.cleft?.reading;
  const other = reading === 'present' ? 'absent' : 'present';
  const cleft: Scenario[] =
    imaging.cleft && reading !== 'cannot-tell'
      ? [
          {
            id: 'cleft',
            label: `If the reading of the cleft is wrong (${other}, not ${reading})`,
            state: { ...state, imaging: { ...imaging, cleft: { ...imaging.cleft, reading: other } } },
          },
        ]
      : [];
  const edited = edits.find(({ input }) => input === 'tScore');
  const inForce = edited ? Number(edited.value) : sourceInForce(chart.tScore, choices.tScore)?.value;
  const measuredOn = edited?.measuredOn ?? sourceInForce(chart.tScore, choices.tScore)?.source.date?.slice(0, 10);
  const tScores =
    inForce === undefined
      ? []
      : [-tScoreStep, tScoreStep].map((step): Scenario => {
          const value = Math.round((inForce + step) * 10) / 10;
          return {
            id: `tScore ${step}`,
            label: withMinus(`If the T-score were measured again as ${value.toFixed(1)}, not ${inForce.toFixed(1)}`),
            state: { ...state, edits: [...edits.filter(({ input }) => input !== 'tScore'), edit(value, measuredOn)] },
          };
        });
  return [...cleft, ...tScores];
}

const edit = (value: number, measuredOn: string | undefined): InputEdit => ({
  input: 'tScore',
  value,
  reason: 'simulation',
  by: 'simulation',
  at: '',
  ...(measuredOn && { measuredOn }),
});

/** Scores a scenario from the features that were measured already. The answer is shown and kept nowhere. */
export async function simulate(
  { state }: Scenario,
  modelId: string,
  site: SiteModelSettings,
): Promise<Result<Assessment | undefined>> {
  const { chart, imaging, radiomics, assessment } = state;
  if (!chart || !imaging || !radiomics || !assessment) return ok(undefined);
  const opened = await openModel(modelId);
  if (!opened.ok) return opened;
  const { manifest, scoring } = opened.value;
  const sources = { chart, corrections: state.edits, choices: state.choices, imaging, features: radiomics };
  const facts = {
    ...modelFacts(sources, new Date(), assessment.model.radiomicsParametersSha256),
    ...siteFacts(site, manifest),
  };
  return scoring.score(modelInputs(manifest, sources), facts);
}
