import type { CodeableConcept, Coding, FhirResource, Identifier, Quantity, Reference } from 'fhir/r4';

/** How a search parameter finds its values in a resource; the CapabilityStatement lists what stands here. */
export type SearchParameter =
  | {
      readonly type: 'token';
      readonly values: (
        resource: never,
      ) => readonly (CodeableConcept | Coding | Identifier | string | boolean | undefined)[];
    }
  | { readonly type: 'reference'; readonly values: (resource: never) => readonly (Reference | undefined)[] }
  | { readonly type: 'date'; readonly values: (resource: never) => readonly (string | undefined)[] }
  | { readonly type: 'quantity'; readonly values: (resource: never) => readonly (Quantity | undefined)[] }
  | { readonly type: 'string'; readonly values: (resource: never) => readonly (string | undefined)[] };

// biome-ignore lint/suspicious/noExplicitAny: one table reads members of a dozen resource types, each absent from the others.
type Anything = any;
const token = (values: (r: Anything) => unknown): SearchParameter => ({
  type: 'token',
  values: (r) => list(values(r)) as never,
});
const reference = (values: (r: Anything) => unknown): SearchParameter => ({
  type: 'reference',
  values: (r) => list(values(r)) as never,
});
const date = (values: (r: Anything) => unknown): SearchParameter => ({
  type: 'date',
  values: (r) => list(values(r)) as never,
});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const common = {
  _id: token((r) => r.id),
  _lastUpdated: date((r) => r.meta?.lastUpdated),
  identifier: token((r) => r.identifier),
};
const ofSubject = { patient: reference((r) => r.subject), subject: reference((r) => r.subject) };
const coded = {
  ...common,
  ...ofSubject,
  code: token((r) => r.code),
  status: token((r) => r.status),
  category: token((r) => r.category),
};

/** Search parameters by resource type: those of FHIR R4 that the product and the screens use. */
export const searchParameters: Readonly<Record<string, Readonly<Record<string, SearchParameter>>>> = {
  Patient: {
    ...common,
    name: {
      type: 'string',
      values: (r: Anything) => r.name?.flatMap((n: Anything) => [n.text, n.family, ...(n.given ?? [])]) ?? [],
    },
    family: { type: 'string', values: (r: Anything) => r.name?.map((n: Anything) => n.family) ?? [] },
    birthdate: date((r) => r.birthDate),
    gender: token((r) => r.gender),
  },
  Condition: {
    ...coded,
    'clinical-status': token((r) => r.clinicalStatus),
    'body-site': token((r) => r.bodySite),
    'onset-date': date((r) => r.onsetDateTime),
  },
  Observation: {
    ...coded,
    date: date((r) => r.effectiveDateTime ?? r.effectivePeriod?.start),
    'value-quantity': { type: 'quantity', values: (r: Anything) => [r.valueQuantity] },
  },
  Procedure: { ...coded, date: date((r) => r.performedDateTime ?? r.performedPeriod?.start) },
  ServiceRequest: { ...coded, intent: token((r) => r.intent), authored: date((r) => r.authoredOn) },
  MedicationRequest: {
    ...common,
    ...ofSubject,
    code: token((r) => r.medicationCodeableConcept),
    status: token((r) => r.status),
    authoredon: date((r) => r.authoredOn),
  },
  ImagingStudy: {
    ...common,
    ...ofSubject,
    status: token((r) => r.status),
    modality: token((r) => r.series?.map((s: Anything) => s.modality)),
    started: date((r) => r.started),
    endpoint: reference((r) => r.endpoint),
  },
  Endpoint: { ...common, status: token((r) => r.status), 'connection-type': token((r) => r.connectionType) },
  DiagnosticReport: { ...coded, date: date((r) => r.effectiveDateTime) },
  DocumentReference: {
    ...common,
    ...ofSubject,
    status: token((r) => r.status),
    type: token((r) => r.type),
    date: date((r) => r.date),
  },
  RiskAssessment: {
    ...common,
    ...ofSubject,
    condition: reference((r) => r.condition),
    date: date((r) => r.occurrenceDateTime),
    performer: reference((r) => r.performer),
  },
  Provenance: {
    ...common,
    patient: reference((r) => r.target),
    target: reference((r) => r.target),
    recorded: date((r) => r.recorded),
  },
  Device: { ...common, status: token((r) => r.status), patient: reference((r) => r.patient) },
  Practitioner: {
    ...common,
    name: { type: 'string', values: (r: Anything) => r.name?.map((n: Anything) => n.text) ?? [] },
  },
  Encounter: { ...common, ...ofSubject, status: token((r) => r.status), date: date((r) => r.period?.start) },
};

export const resourceTypes: readonly string[] = Object.keys(searchParameters);
export const isKnownType = (type: string): type is FhirResource['resourceType'] => type in searchParameters;
