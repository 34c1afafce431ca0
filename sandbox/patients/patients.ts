import type { Endpoint, FhirResource, Practitioner } from 'fhir/r4';
import { ChartBuilder, testMeta } from './build';
import { imagingPlans } from './imagingPlan';

/** A synthetic patient, and what the case is there to show. */
export interface SyntheticPatient {
  readonly id: string;
  readonly purpose: string;
  readonly chart: (builder: ChartBuilder) => ChartBuilder;
}

const usual = (b: ChartBuilder, level = 'L1'): ChartBuilder => b.fracture(level).vitals(58, 157, 7).order(level);

export const syntheticPatients: readonly SyntheticPatient[] = [
  {
    id: 'typical',
    purpose: 'Typical case: everything on file',
    chart: (b) =>
      usual(b.patient('Margaret', 'Holloway', 'female', '1953-04-18', 'NF-10021'))
        .tScore('lumbar spine', -3.1, 60)
        .tScore('femoral neck', -2.7, 60)
        .finding('intravertebral-cleft', false, 'L1')
        .finding('fascia-injury', false)
        .report(
          'MRI of the thoracolumbar spine',
          'Recent fracture of L1 with oedema. No fluid or gas in the vertebral body. Thoracolumbar fascia intact.',
          4,
        ),
  },
  {
    id: 'low',
    purpose: 'Low estimate: denser bone, no cleft',
    chart: (b) =>
      b
        .patient('Arthur', 'Whitcombe', 'male', '1958-09-02', 'NF-10034')
        .fracture('L2')
        .vitals(76, 174, 5)
        .order('L2')
        .tScore('lumbar spine', -2.1, 90)
        .finding('intravertebral-cleft', false, 'L2')
        .finding('fascia-injury', false)
        .drug('M05BA04', 'Alendronic acid 70 mg weekly'),
  },
  {
    id: 'high',
    purpose: 'High estimate: very low density, cleft, fascia injury, depression',
    chart: (b) =>
      b
        .patient('Eleanor', 'Prewitt', 'female', '1946-01-27', 'NF-10047')
        .fracture('L1')
        .vitals(49, 152, 9)
        .order('L1')
        .tScore('lumbar spine', -4.3, 30)
        .finding('intravertebral-cleft', true, 'L1')
        .finding('fascia-injury', true)
        .depression(),
  },
  {
    id: 'no-bmd',
    purpose: 'Bone density missing: abstains, DXA can be ordered',
    chart: (b) =>
      usual(b.patient('Doris', 'Lindqvist', 'female', '1950-11-11', 'NF-10058')).finding(
        'intravertebral-cleft',
        false,
        'L1',
      ),
  },
  {
    id: 'two-bmds',
    purpose: 'Two bone densities that disagree: a choice is needed',
    chart: (b) =>
      usual(b.patient('Ingrid', 'Solheim', 'female', '1951-07-30', 'NF-10063'))
        .tScore('lumbar spine', -3.6, 20)
        .tScore('lumbar spine', -2.4, 75)
        .finding('intravertebral-cleft', false, 'L1'),
  },
  {
    id: 't-score-units',
    purpose: 'T-scores with unit {T-score} and with unit 1',
    chart: (b) =>
      usual(b.patient('Beatriz', 'Amaral', 'female', '1955-02-14', 'NF-10079'))
        .tScore('lumbar spine', -2.9, 40, '1')
        .tScore('total hip', -2.6, 40, '{T-score}')
        .finding('intravertebral-cleft', false, 'L1'),
  },
  {
    id: 'odd-unit',
    purpose: 'Areal bone density in mg/cm2, and no T-score',
    chart: (b) =>
      usual(b.patient('Hannah', 'Okafor', 'female', '1952-05-05', 'NF-10082'))
        .arealBmd(712, 'mg/cm2', 45)
        .finding('intravertebral-cleft', false, 'L1'),
  },
  {
    id: 'old-bmd',
    purpose: 'Bone density three years old: abstains',
    chart: (b) =>
      usual(b.patient('Walter', 'Brandt', 'male', '1949-08-21', 'NF-10096'))
        .tScore('lumbar spine', -3.0, 1100)
        .finding('intravertebral-cleft', false, 'L1'),
  },
  {
    id: 'cleft-unrecorded',
    purpose: 'No reading of the cleft; the CT shows gas',
    chart: (b) =>
      usual(b.patient('Rosa', 'Castellano', 'female', '1954-12-03', 'NF-10104'), 'T12').tScore(
        'lumbar spine',
        -3.3,
        50,
      ),
  },
  {
    id: 'two-fractures',
    purpose: 'Two fractures; the order names one',
    chart: (b) =>
      b
        .patient('Agnes', 'Dvorak', 'female', '1948-03-09', 'NF-10117')
        .fracture('L2')
        .fracture('T12', 40)
        .vitals(55, 155, 8)
        .order('L2')
        .tScore('lumbar spine', -3.5, 55)
        .finding('intravertebral-cleft', false, 'L2'),
  },
  {
    id: 'level-mismatch',
    purpose: 'The order names L3, the fracture is at L1: stopped',
    chart: (b) =>
      b
        .patient('Joan', 'Pemberton', 'female', '1950-06-25', 'NF-10121')
        .fracture('L1')
        .vitals(61, 160, 7)
        .order('L3')
        .tScore('lumbar spine', -2.8, 35)
        .finding('intravertebral-cleft', false, 'L1'),
  },
  {
    id: 'pathologic',
    purpose: 'Pathologic fracture: abstains, no card',
    chart: (b) =>
      usual(b.patient('Samuel', 'Greaves', 'male', '1953-10-16', 'NF-10138'))
        .pathologicFracture('L1')
        .tScore('lumbar spine', -2.5, 65)
        .finding('intravertebral-cleft', false, 'L1'),
  },
  {
    id: 'augmented-before',
    purpose: 'Cement at this level already: abstains',
    chart: (b) =>
      usual(b.patient('Helene', 'Fournier', 'female', '1947-04-04', 'NF-10145'))
        .augmentation('L1', 500)
        .tScore('lumbar spine', -3.2, 70)
        .finding('intravertebral-cleft', false, 'L1'),
  },
  {
    id: 'no-ct',
    purpose: 'No CT on file',
    chart: (b) =>
      usual(b.patient('Edith', 'Marsden', 'female', '1951-01-19', 'NF-10152'))
        .tScore('lumbar spine', -3.0, 45)
        .finding('intravertebral-cleft', false, 'L1'),
  },
  {
    id: 'thick-slices',
    purpose: 'CT with 5 mm slices: outside the limits',
    chart: (b) =>
      usual(b.patient('Mei', 'Takahashi', 'female', '1952-02-28', 'NF-10166'))
        .tScore('lumbar spine', -3.1, 45)
        .finding('intravertebral-cleft', false, 'L1'),
  },
  {
    id: 'contrast-ct',
    purpose: 'CT after contrast: outside the limits',
    chart: (b) =>
      usual(b.patient('Farid', 'Haddad', 'male', '1950-09-09', 'NF-10173'))
        .tScore('lumbar spine', -2.7, 45)
        .finding('intravertebral-cleft', false, 'L1'),
  },
  {
    id: 'missing-slices',
    purpose: 'CT with missing slices: refused',
    chart: (b) =>
      usual(b.patient('Olga', 'Petrova', 'female', '1949-12-12', 'NF-10187'))
        .tScore('lumbar spine', -3.4, 45)
        .finding('intravertebral-cleft', false, 'L1'),
  },
  {
    id: 'tilted-ct',
    purpose: 'CT with gantry tilt: refused',
    chart: (b) =>
      usual(b.patient('Peter', 'Vandenberg', 'male', '1951-03-31', 'NF-10199'))
        .tScore('lumbar spine', -2.9, 45)
        .finding('intravertebral-cleft', false, 'L1'),
  },
  {
    id: 'wide-range',
    purpose: 'The members of the model disagree: the range is too wide, abstains',
    chart: (b) =>
      b
        .patient('Vera', 'Novotna', 'female', '1954-05-17', 'NF-10204')
        .fracture('L1')
        .fracture('T12', 400)
        .fracture('L3', 900)
        .vitals(58, 157, 7)
        .order('L1')
        .tScore('lumbar spine', -1.9, 60)
        .finding('intravertebral-cleft', false, 'L1')
        .finding('fascia-injury', true)
        .depression(),
  },
  {
    id: 'multi-level',
    purpose: 'The order names two levels, the model is for one: abstains',
    chart: (b) =>
      b
        .patient('Lucia', 'Marchetti', 'female', '1952-10-08', 'NF-10211')
        .fracture('L1')
        .vitals(60, 158, 7)
        .order('L1', 'L2')
        .tScore('lumbar spine', -3.0, 50)
        .finding('intravertebral-cleft', false, 'L1'),
  },
];

export const practitioner: Practitioner = {
  resourceType: 'Practitioner',
  id: 'ruiz',
  meta: testMeta,
  name: [{ text: 'Dr Elena Ruiz', family: 'Ruiz', given: ['Elena'], prefix: ['Dr'] }],
};

/** All resources of the sandbox at its first start. */
export function seedResources(now: Date, dicomwebUrl: string): FhirResource[] {
  const pacs: Endpoint = {
    resourceType: 'Endpoint',
    id: 'pacs',
    meta: testMeta,
    // SMART Imaging Access, as sync-for-science and Argonaut name it: the PACS wants the app's token.
    extension: [
      { url: 'http://hl7.org/fhir/smart-app-launch/StructureDefinition/requires-access-token', valueBoolean: true },
      { url: 'http://fhir.org/argonaut/smart-imaging/StructureDefinition/requires-access-token', valueBoolean: true },
    ],
    status: 'active',
    connectionType: { system: 'http://terminology.hl7.org/CodeSystem/endpoint-connection-type', code: 'dicom-wado-rs' },
    payloadType: [{ text: 'DICOM WADO-RS' }],
    address: dicomwebUrl,
  };
  const charts = syntheticPatients.flatMap(({ id, chart }) => {
    const builder = chart(new ChartBuilder(id, now)).visit();
    const plan = imagingPlans.find(({ patientId }) => patientId === id);
    return (plan ? builder.ct(plan) : builder).resources;
  });
  return [practitioner, pacs, ...charts];
}
