import type { Coding } from '@/lib/core/coding';

/** Codes as interoperability.md lists them; each was seen in a published source. They are compared exactly. */
export const loinc = 'http://loinc.org';
export const snomed = 'http://snomed.info/sct';
export const icd10cm = 'http://hl7.org/fhir/sid/icd-10-cm';
export const cpt = 'http://www.ama-assn.org/go/cpt';
/** As HL7 Terminology names it, and as FHIR R4 itself did. */
export const icd10pcsSystems = ['http://www.cms.gov/Medicare/Coding/ICD10', 'http://hl7.org/fhir/sid/icd-10-pcs'];
export const atc = 'http://www.whocc.no/atc';
export const dicomUid = 'urn:dicom:uid';

const all = (system: string, codes: readonly string[]): readonly Coding[] => codes.map((code) => ({ system, code }));

/** T-score by site; the femoral neck has no code of its own: it is a femur code with a body site. */
export const tScoreCodes = {
  'lumbar-spine': all(loinc, ['38267-1']),
  femur: all(loinc, ['38263-0', '80948-3', '80947-5']),
  'total-hip': all(loinc, ['38264-8', '80946-7', '80945-9']),
} as const;

export const arealBmdCodes = {
  'lumbar-spine': all(loinc, ['24966-4']),
  femur: all(loinc, ['24701-5']),
  'total-hip': all(loinc, ['38261-4']),
} as const;

/** SNOMED CT: structure of neck of femur. As a body site it makes a femur measurement one of the femoral neck. */
export const femoralNeckSites = all(snomed, ['29627003']);

export const painScoreCodes = all(loinc, ['72514-3', '38214-3', '38208-5']);
export const bmiCodes = all(loinc, ['39156-5']);
export const weightCodes = all(loinc, ['29463-7']);
export const heightCodes = all(loinc, ['8302-2']);
export const dxaPanel: Coding = { system: loinc, code: '83311-1', display: 'DXA Bone density panel' };

/** Areal BMD and T-score by site, and the panel that may hold them. */
export const boneDensityCodes: readonly Coding[] = [
  ...[arealBmdCodes, tScoreCodes].flatMap((codes) => Object.values(codes).flat()),
  dxaPanel,
];

/** Fracture of a vertebra that is osteoporotic or came without an injury. */
export const osteoporoticFractureCodes = [
  ...all(snomed, ['443165006']),
  ...all(icd10cm, ['M80.08XA', 'M48.54XA', 'M48.55XA', 'M48.56XA', 'M48.57XA']),
];

/**
 * Fracture of a vertebra by injury: ICD-10-CM S22.00 to S22.08 and S32.00 to S32.05, each as wedge compression, stable or
 * unstable burst, other or unspecified, in every encounter but for its late effects. A code of SNOMED CT that says "by injury"
 * of a vertebra was not found in a published source; "compression fracture" does not say it.
 */
export const traumaticFractureCodes = all(
  icd10cm,
  [...parts('S22.0', 8), ...parts('S32.0', 5)].flatMap((part) =>
    [...'01289'].flatMap((kind) => [...'ABDGK'].map((encounter) => `${part}${kind}${encounter}`)),
  ),
);

function parts(category: string, last: number): readonly string[] {
  return Array.from({ length: last + 1 }, (_, part) => `${category}${part}`);
}

/** Fracture of a vertebra, of whatever cause. */
export const vertebralFractureCodes = [
  ...osteoporoticFractureCodes,
  ...all(snomed, ['42942008']),
  ...traumaticFractureCodes,
];

/** Tumour, infection or a fracture in such a bone: the estimate does not apply (S6). */
export const pathologicFractureCodes = all(icd10cm, [
  'M84.48XA',
  'M84.58XA',
  'M84.68XA',
  'C79.51',
  'C90.00',
  'M46.20',
  'M46.26',
]);

export const depressionCodes = [
  ...all(snomed, ['35489007', '370143000']),
  ...all(icd10cm, [
    'F32.0',
    'F32.1',
    'F32.2',
    'F32.3',
    'F32.4',
    'F32.5',
    'F32.9',
    'F32.A',
    'F33.0',
    'F33.1',
    'F33.2',
    'F33.3',
    'F33.9',
  ]),
];

/** Vertebroplasty and kyphoplasty; CPT numbers only, their descriptors are copyrighted. */
export const augmentationCodes = [
  ...all(cpt, ['22510', '22511', '22512', '22513', '22514', '22515']),
  ...icd10pcsSystems.flatMap((system) => all(system, ['0QU03JZ'])),
];

/** ATC codes of drugs that act on bone: bisphosphonates, denosumab, teriparatide, raloxifene, romosozumab. */
export const osteoporosisDrugCodes = all(atc, [
  'M05BA02',
  'M05BA04',
  'M05BA06',
  'M05BA07',
  'M05BA08',
  'M05BX04',
  'M05BX06',
  'H05AA02',
  'G03XC01',
]);

/** Categories of reports that are about images: LOINC part and HL7 v2 table 0074. */
export const imagingReportCategories = [
  ...all(loinc, ['LP29684-5']),
  ...all('http://terminology.hl7.org/CodeSystem/v2-0074', ['RAD', 'CT', 'NMR', 'NMS', 'RX']),
];

/**
 * The same drugs by their international non-proprietary names, in the forms of salts and acids. Charts that code medication
 * otherwise (RxNorm, a local catalogue) write them out, and nobody may say that no treatment is on file where one is.
 */
export const osteoporosisDrugNames =
  /alendron|risedron|ibandron|zoledron|clodron|denosumab|romosozumab|teriparatid|abaloparatid|raloxifen|bazedoxifen/i;

/** Codes of a finding that was looked for: present or absent, as SNOMED CT qualifiers and LOINC answers say it. */
export const presentCodes = [...all(snomed, ['52101004']), ...all(loinc, ['LA9633-4'])];
export const absentCodes = [...all(snomed, ['2667000']), ...all(loinc, ['LA9634-2'])];

/** What a site calls a finding that no standard code names (site registry, `localCodes`). */
export interface LocalCodes {
  readonly cleft: readonly Coding[];
  readonly fasciaInjury: readonly Coding[];
  readonly augmentationOrder: readonly Coding[];
}
