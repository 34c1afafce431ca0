import { z } from 'zod';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';

const coding = z.looseObject({ code: z.string().max(100), system: z.string().max(300).optional() });

const item = z.discriminatedUnion('outcome', [
  z.looseObject({
    card: z.uuid(),
    outcome: z.literal('accepted'),
    outcomeTimestamp: z.iso.datetime({ offset: true }),
    acceptedSuggestions: z
      .array(z.looseObject({ id: z.string().max(100) }))
      .min(1)
      .max(20),
  }),
  z.looseObject({
    card: z.uuid(),
    outcome: z.literal('overridden'),
    outcomeTimestamp: z.iso.datetime({ offset: true }),
    overrideReason: z
      .looseObject({ reason: coding.optional(), userComment: z.string().max(4000).optional() })
      .optional(),
  }),
]);

const feedbackBody = z.looseObject({ feedback: z.array(item).min(1).max(100) });

/** What a clinician did with a card; the free-text comment may hold patient data, so that it was given is all that is kept. */
export interface CardFeedback {
  readonly cardUuid: string;
  readonly outcome: 'accepted' | 'overridden';
  readonly at: string;
  readonly suggestionUuids: readonly string[];
  readonly reasonCode?: string;
  readonly commented: boolean;
}

/** Reads `POST /cds-services/{id}/feedback` (CDS Hooks 2.0.1, "Feedback"). */
export function parseFeedback(body: unknown): Result<readonly CardFeedback[], Problem<'malformed-feedback'>> {
  const parsed = feedbackBody.safeParse(body);
  if (!parsed.success) {
    return fail({
      code: 'malformed-feedback',
      message: 'The body is not CDS Hooks feedback.',
      remedy: 'Send {"feedback": [...]} with card, outcome and outcomeTimestamp as CDS Hooks 2.0.1 describes.',
    });
  }
  return ok(
    parsed.data.feedback.map((entry) => ({
      cardUuid: entry.card,
      outcome: entry.outcome,
      at: new Date(entry.outcomeTimestamp).toISOString(),
      suggestionUuids: entry.outcome === 'accepted' ? entry.acceptedSuggestions.map(({ id }) => id) : [],
      commented: entry.outcome === 'overridden' && Boolean(entry.overrideReason?.userComment),
      ...(entry.outcome === 'overridden' &&
        entry.overrideReason?.reason && { reasonCode: entry.overrideReason.reason.code }),
    })),
  );
}
