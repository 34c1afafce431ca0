import type { FhirResource } from 'fhir/r4';
import { z } from 'zod';

/**
 * Whether the members that a chart is read from have the types of FHIR R4. A resource that fails is left out and told of: a
 * text where a number belongs must neither reach an estimate nor stop the reading of everything else.
 */
export const isReadable = (resource: FhirResource): boolean =>
  (schemas[resource.resourceType] ?? base).safeParse(resource).success;

const text = z.string().optional();
const id = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/);
/** FHIR date or dateTime, as far as it is known. */
const date = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T.+)?)?)?$/)
  .optional();
const period = z.looseObject({ start: date }).optional();
const coding = z.looseObject({ system: text, code: text, display: text });
const concept = z.looseObject({ coding: z.array(coding).optional(), text });
const reference = z.looseObject({ reference: text });
const identifier = z.looseObject({ system: text, value: text, type: concept.optional() });
const number = z.number().optional();

const base = z.looseObject({
  id,
  meta: z.looseObject({ versionId: text, lastUpdated: text }).optional(),
  contained: z.array(z.looseObject({ resourceType: z.string(), id: text, code: concept.optional() })).optional(),
});
const observedValue = {
  valueQuantity: z.looseObject({ value: number, unit: text, system: text, code: text, comparator: text }).optional(),
  valueBoolean: z.boolean().optional(),
  valueCodeableConcept: concept.optional(),
};
const ofPatient = base.extend({ code: concept.optional() });

const schemas: Readonly<Record<string, z.ZodType>> = {
  Patient: base.extend({
    name: z.array(z.looseObject({ use: text, text, family: text, given: z.array(z.string()).optional() })).optional(),
    identifier: z.array(identifier).optional(),
    birthDate: date,
    gender: text,
  }),
  Condition: ofPatient.extend({
    bodySite: z.array(concept).optional(),
    clinicalStatus: concept.optional(),
    verificationStatus: concept.optional(),
    onsetDateTime: date,
    onsetPeriod: period,
    recordedDate: date,
  }),
  Observation: ofPatient.extend({
    status: z.string(),
    bodySite: concept.optional(),
    effectiveDateTime: date,
    effectivePeriod: period,
    effectiveInstant: date,
    ...observedValue,
    component: z.array(z.looseObject({ code: concept, ...observedValue })).optional(),
  }),
  Procedure: ofPatient.extend({
    status: z.string(),
    bodySite: z.array(concept).optional(),
    performedDateTime: date,
    performedPeriod: period,
  }),
  ServiceRequest: ofPatient.extend({ status: z.string(), bodySite: z.array(concept).optional(), authoredOn: date }),
  MedicationRequest: base.extend({
    status: z.string(),
    medicationCodeableConcept: concept.optional(),
    medicationReference: reference.optional(),
    authoredOn: date,
  }),
  Medication: ofPatient,
  ImagingStudy: base.extend({
    status: z.string(),
    identifier: z.array(identifier).optional(),
    started: date,
    description: text,
    endpoint: z.array(reference).optional(),
    contained: z.array(z.looseObject({ resourceType: z.string() })).optional(),
    series: z
      .array(
        z.looseObject({
          uid: z.string(),
          modality: coding,
          started: date,
          description: text,
          numberOfInstances: number,
          endpoint: z.array(reference).optional(),
        }),
      )
      .optional(),
  }),
  Endpoint: base.extend({ status: z.string(), connectionType: coding, address: z.string() }),
  DiagnosticReport: ofPatient.extend({
    status: z.string(),
    effectiveDateTime: date,
    effectivePeriod: period,
    issued: date,
    conclusion: text,
  }),
};
