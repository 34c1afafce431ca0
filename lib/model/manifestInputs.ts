import { z } from 'zod';

const finite = z.number();
const text = z.string().min(1).max(500);

/** Chart values that an input may come from: the members of ChartData that lib/fhir reads. */
export const chartFields = [
  'ageYears',
  'sex',
  'bmi',
  'tScore',
  'fractureCount',
  'cleft',
  'fasciaInjury',
  'depression',
  'painScore',
] as const;
export type ChartField = (typeof chartFields)[number];

const sourceSchema = z.discriminatedUnion('from', [
  /** A value of the chart or of the reader (the cleft); codings are what the model's makers read it from. */
  z.strictObject({
    from: z.literal('chart'),
    field: z.enum(chartFields),
    codings: z.array(z.strictObject({ system: text, code: text, display: text.optional() })).default([]),
  }),
  /** A feature of the region by PyRadiomics's name. */
  z.strictObject({ from: z.literal('radiomics'), feature: text }),
  /** 1 if the named input is unknown, else 0: some published models have such columns. */
  z.strictObject({ from: z.literal('missing-indicator'), of: text }),
]);

/** An unknown value is never taken for "no": it stops the score, or is filled in and the span of results is shown (S8). */
const whenUnknownSchema = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('abstain') }),
  z.strictObject({
    rule: z.literal('fill'),
    value: finite,
    /** The values that it may have, for the span: both values of a binary input, an outer range of a measured one. */
    span: z.array(finite).min(2).max(5),
  }),
]);

/** One input of a model, in the order of the graph's columns. */
export const inputSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,199}$/),
  label: text,
  /** Binary: 0 no / male, 1 yes / female. */
  kind: z.enum(['number', 'count', 'binary']),
  /** UCUM, absent where the value has none. */
  unit: z.string().min(1).max(50).optional(),
  source: sourceSchema,
  /** Values seen in training; outside it the case is out of range. */
  trainingRange: z.strictObject({ low: finite, high: finite }),
  whenUnknown: whenUnknownSchema,
  /** The cohort's middle value, which explanation replaces the input by. */
  reference: finite,
  /** (value - mean) / sd goes into the graph; absent where the graph takes the value itself. */
  standardise: z.strictObject({ mean: finite, sd: finite.gt(0) }).optional(),
});
