import type { CodeableConcept, Condition, FhirResource, ImagingStudy, Meta, Observation, Patient } from 'fhir/r4';
import type { ImagingPlan } from './imagingPlan';

/** Codes are the sandbox's own copies: it shares nothing with the app but the standards. */
const loinc = 'http://loinc.org';
const snomed = 'http://snomed.info/sct';
const icd10 = 'http://hl7.org/fhir/sid/icd-10-cm';
export const localSystem = 'http://northfield.example/findings';
const levelCodes: Readonly<Record<string, string>> = {
  T11: '12989004',
  T12: '23215003',
  L1: '66794005',
  L2: '14293000',
  L3: '36470004',
  L4: '11994002',
  L5: '49668003',
};
/** What every resource of the sandbox carries. */
export const testMeta: Meta = {
  security: [
    { system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST', display: 'test health data' },
  ],
};

const concept = (system: string, code: string, text: string): CodeableConcept => ({ coding: [{ system, code }], text });
/** Levels that this EHR codes, from head to foot. */
export const levelNames: readonly string[] = Object.keys(levelCodes);

/** A vertebra as a body site. */
export const siteOfLevel = (level: string): CodeableConcept => concept(snomed, levelCodes[level], `${level} vertebra`);

/** Makes the resources of one patient; dates are counted back from `now`. */
export class ChartBuilder {
  readonly resources: FhirResource[] = [];
  private readonly subject: { reference: string };
  private count = 0;

  constructor(
    private readonly id: string,
    private readonly now: Date,
  ) {
    this.subject = { reference: `Patient/${id}` };
  }

  date(daysAgo: number): string {
    return new Date(this.now.getTime() - daysAgo * 86_400_000).toISOString().slice(0, 10);
  }

  patient(given: string, family: string, gender: 'female' | 'male', birthDate: string, record: string): this {
    const patient: Patient = {
      resourceType: 'Patient',
      id: this.id,
      meta: testMeta,
      identifier: [
        {
          type: concept('http://terminology.hl7.org/CodeSystem/v2-0203', 'MR', 'Record number'),
          system: 'http://northfield.example/mrn',
          value: record,
        },
      ],
      name: [{ use: 'official', text: `${given} ${family}`, family, given: [given] }],
      gender,
      birthDate,
    };
    return this.add(patient);
  }

  /** Today's visit, which a launch passes as its encounter. */
  visit(): this {
    return this.add({
      resourceType: 'Encounter',
      id: `${this.id}-visit`,
      meta: testMeta,
      status: 'in-progress',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB', display: 'ambulatory' },
      type: [{ text: 'Spine surgery clinic' }],
      subject: this.subject,
      period: { start: this.date(0) },
    });
  }

  condition(code: CodeableConcept, daysAgo: number, level?: string, changes: Partial<Condition> = {}): this {
    return this.add({
      resourceType: 'Condition',
      ...this.own('condition'),
      clinicalStatus: concept('http://terminology.hl7.org/CodeSystem/condition-clinical', 'active', 'Active'),
      verificationStatus: concept(
        'http://terminology.hl7.org/CodeSystem/condition-ver-status',
        'confirmed',
        'Confirmed',
      ),
      category: [
        concept('http://terminology.hl7.org/CodeSystem/condition-category', 'problem-list-item', 'Problem list item'),
      ],
      code,
      ...(level && { bodySite: [siteOfLevel(level)] }),
      subject: this.subject,
      onsetDateTime: this.date(daysAgo),
      ...changes,
    });
  }

  fracture(level: string, daysAgo = 12): this {
    return this.condition(concept(icd10, 'M80.08XA', `Osteoporotic compression fracture of ${level}`), daysAgo, level);
  }

  pathologicFracture(level: string): this {
    return this.condition(
      concept(icd10, 'M84.58XA', `Pathological fracture of ${level} in neoplastic disease`),
      8,
      level,
    );
  }

  depression(): this {
    return this.condition(concept(icd10, 'F32.1', 'Major depressive disorder, single episode, moderate'), 700);
  }

  observation(code: CodeableConcept, daysAgo: number, value: Partial<Observation>, category = 'exam'): this {
    return this.add({
      resourceType: 'Observation',
      ...this.own('observation'),
      status: 'final',
      category: [concept('http://terminology.hl7.org/CodeSystem/observation-category', category, category)],
      code,
      subject: this.subject,
      effectiveDateTime: this.date(daysAgo),
      ...value,
    });
  }

  tScore(
    where: 'lumbar spine' | 'total hip' | 'femoral neck',
    value: number,
    daysAgo: number,
    unit: '{T-score}' | '1' = '{T-score}',
  ): this {
    const codes = { 'lumbar spine': '38267-1', 'total hip': '38264-8', 'femoral neck': '38263-0' } as const;
    const quantity = { value, unit: 'T-score', system: 'http://unitsofmeasure.org', code: unit };
    const neck = where === 'femoral neck' ? { bodySite: concept(snomed, '29627003', 'Neck of femur') } : {};
    return this.observation(
      concept(loinc, codes[where], `DXA T-score ${where}`),
      daysAgo,
      { valueQuantity: quantity, ...neck },
      'imaging',
    );
  }

  arealBmd(value: number, unit: string, daysAgo: number): this {
    const valueQuantity = { value, unit, system: 'http://unitsofmeasure.org', code: unit };
    return this.observation(
      concept(loinc, '24966-4', 'DXA bone density lumbar spine'),
      daysAgo,
      { valueQuantity },
      'imaging',
    );
  }

  vitals(weightKg: number, heightCm: number, pain: number): this {
    const quantity = (value: number, unit: string) => ({
      valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit },
    });
    return this.observation(concept(loinc, '29463-7', 'Body weight'), 3, quantity(weightKg, 'kg'), 'vital-signs')
      .observation(concept(loinc, '8302-2', 'Body height'), 3, quantity(heightCm, 'cm'), 'vital-signs')
      .observation(concept(loinc, '72514-3', 'Pain severity 0-10'), 3, quantity(pain, '{score}'), 'survey');
  }

  finding(code: 'intravertebral-cleft' | 'fascia-injury', present: boolean, level?: string): this {
    const text = code === 'intravertebral-cleft' ? 'Intravertebral cleft' : 'Thoracolumbar fascia injury on MRI';
    return this.observation(
      concept(localSystem, code, text),
      4,
      { valueBoolean: present, ...(level && { bodySite: siteOfLevel(level) }) },
      'imaging',
    );
  }

  report(title: string, conclusion: string, daysAgo: number): this {
    return this.add({
      resourceType: 'DiagnosticReport',
      ...this.own('report'),
      status: 'final',
      category: [concept('http://terminology.hl7.org/CodeSystem/v2-0074', 'RAD', 'Radiology')],
      code: { text: title },
      subject: this.subject,
      effectiveDateTime: this.date(daysAgo),
      conclusion,
    });
  }

  order(...levels: readonly string[]): this {
    return this.add({
      resourceType: 'ServiceRequest',
      ...this.own('order'),
      status: 'draft',
      intent: 'order',
      code: {
        coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '22514' }],
        text: `Kyphoplasty ${levels.join(' and ')}`,
      },
      subject: this.subject,
      bodySite: levels.map(siteOfLevel),
      authoredOn: this.date(1),
    });
  }

  augmentation(level: string, daysAgo: number): this {
    return this.add({
      resourceType: 'Procedure',
      ...this.own('procedure'),
      status: 'completed',
      code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '22511' }], text: `Vertebroplasty ${level}` },
      subject: this.subject,
      performedDateTime: this.date(daysAgo),
      bodySite: [siteOfLevel(level)],
    });
  }

  drug(atcCode: string, name: string): this {
    return this.add({
      resourceType: 'MedicationRequest',
      ...this.own('medication'),
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: concept('http://www.whocc.no/atc', atcCode, name),
      subject: this.subject,
      authoredOn: this.date(120),
    });
  }

  ct(plan: ImagingPlan): this {
    const series = (uid: string, modality: string, description: string, instances: number) => ({
      uid,
      modality: { system: 'http://dicom.nema.org/resources/ontology/DCM', code: modality },
      description,
      numberOfInstances: instances,
    });
    const seg = plan.segSeriesUid ? [series(plan.segSeriesUid, 'SEG', `Segmentation ${plan.level}`, 1)] : [];
    const further = plan.furtherSeriesUids
      ? [
          series(plan.furtherSeriesUids.localizer, 'CT', 'Topogram', 1),
          series(plan.furtherSeriesUids.thick, 'CT', `Spine 5 mm ${plan.kernel}`, Math.round(32 / plan.sliceSpacingMm)),
        ]
      : [];
    const study: ImagingStudy = {
      resourceType: 'ImagingStudy',
      id: `${this.id}-ct`,
      meta: testMeta,
      identifier: [{ system: 'urn:dicom:uid', value: `urn:oid:${plan.studyUid}` }],
      status: 'available',
      subject: this.subject,
      started: `${this.date(plan.ageDays)}T08:20:00Z`,
      endpoint: [{ reference: 'Endpoint/pacs' }],
      description: 'CT thoracolumbar spine',
      series: [
        series(
          plan.ctSeriesUid,
          'CT',
          `Spine ${plan.sliceThicknessMm} mm ${plan.kernel}`,
          Math.round(160 / plan.sliceSpacingMm),
        ),
        ...further,
        ...seg,
      ],
    };
    return this.add(study);
  }

  private own(kind: string): { id: string; meta: Meta } {
    this.count += 1;
    return { id: `${this.id}-${kind}-${this.count}`, meta: testMeta };
  }

  private add(resource: FhirResource): this {
    this.resources.push(resource);
    return this;
  }
}
