import 'server-only';
import type { ModelManifest } from '@/lib/model/manifest';
import type { ModelReport } from './reportSchema';

export interface DomainJudgement {
  readonly domain: 'Participants and data' | 'Predictors' | 'Outcome' | 'Analysis';
  readonly concern: 'high' | 'some';
  readonly because: readonly string[];
}

/** Events for each candidate input that PROBAST asks of a flexible learner, and events that it asks of a validation. */
const wantedEvents = { perInput: 20, inValidation: 100 } as const;

/** What the report says on the risk of bias, by domain. Nothing here is "low": that is for an appraiser who saw the protocol. */
export function domainJudgements(
  { training, test, importance, selection, secondReaders, models }: ModelReport,
  { simulated }: Pick<ModelManifest['cohort'], 'simulated'>,
): readonly DomainJudgement[] {
  const perInput = training.events / importance.inputs.length;
  const { counts } = selection;
  const [own] = models;
  const fewEvents = perInput < wantedEvents.perInput || test.events < wantedEvents.inValidation;
  return [
    {
      domain: 'Participants and data',
      concern: simulated ? 'high' : 'some',
      because: [
        simulated
          ? 'No real patient: values follow published marginals, and nothing here says how the model would do in a clinic.'
          : 'See the study protocol for recruitment.',
        'There is no external validation.',
      ],
    },
    {
      domain: 'Predictors',
      concern: 'some',
      because: [
        `${secondReaders} outlines were read by a second reader; ${counts[0].left} radiomics features were cut to ${counts[counts.length - 1].left} on the training patients alone.`,
        ...(simulated ? ['The second reader is simulated.'] : []),
      ],
    },
    {
      domain: 'Outcome',
      concern: simulated ? 'high' : 'some',
      because: [
        simulated
          ? 'Outcomes were drawn from a stated equation, not asked of patients.'
          : 'Pain is reported by the patient at 3 and 30 days.',
      ],
    },
    {
      domain: 'Analysis',
      concern: fewEvents ? 'high' : 'some',
      because: [
        `${training.events} events of ${training.patients} training patients for ${importance.inputs.length} inputs: ${perInput.toFixed(1)} for each, where ${wantedEvents.perInput} are asked for.`,
        `${test.events} events in the test, where ${wantedEvents.inValidation} are asked for: the intervals are wide.`,
        `Nested cross-validation gave an AUROC of ${own.nestedAuroc.toFixed(3)}, the test ${own.performance.auroc.value.toFixed(3)}.`,
      ],
    },
  ];
}
