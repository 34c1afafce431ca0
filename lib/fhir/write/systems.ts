import type { Coding, Meta } from 'fhir/r4';
import type { ModelStatus } from '@/lib/core/modelStatus';

/** URLs of our own identifiers, codes and extensions; docs/integrator.md describes each. */
const base = 'https://backcast.example/fhir';
export const estimateIdSystem = `${base}/estimate-id`;
export const modelIdSystem = `${base}/model-id`;
export const draftOrderIdSystem = `${base}/draft-order-id`;
export const intervalExtension = `${base}/StructureDefinition/estimate-interval`;
/** The range of probabilities that validation covered, in per cent. */
export const displayRangeExtension = `${base}/StructureDefinition/estimate-display-range`;
export const backcastCodes = `${base}/CodeSystem/backcast`;
/** Of our own codes: the estimate where a server has no RiskAssessment. */
export const estimateObservationCode = 'residual-back-pain-estimate';
export const estimateEndCodes = { low: 'estimate-low', high: 'estimate-high' } as const;

/** Asserted by artificial intelligence (v3-ObservationValue), as HL7's AI Transparency on FHIR asks. */
const aiAsserted: Coding = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
  code: 'AIAST',
  display: 'Artificial Intelligence asserted',
};
/** Test health data (v3-ActReason): nothing that a demonstration model says may be taken for care. */
const testData: Coding = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
  code: 'HTEST',
  display: 'test health data',
};

export const metaOf = (status: ModelStatus, byModel: boolean): Meta | undefined => {
  const security = [...(byModel ? [aiAsserted] : []), ...(status === 'demonstration' ? [testData] : [])];
  return security.length > 0 ? { security } : undefined;
};

export const isTestData = (meta: Meta | undefined): boolean =>
  meta?.security?.some(({ system, code }) => system === testData.system && code === testData.code) ?? false;

export const percent = (value: number) => ({ value, unit: '%', system: 'http://unitsofmeasure.org', code: '%' });
