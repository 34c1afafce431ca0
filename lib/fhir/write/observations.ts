import type { Observation } from 'fhir/r4';
import { codingOfLevel } from '@/lib/core/vertebra';
import { unversioned } from './resources';
import type { SignedCase, SignedEdit } from './signedCase';
import { backcastCodes, estimateIdSystem, metaOf } from './systems';

/** What the clinician read on the CT, and what was corrected, as Observations of the clinician. */
export function observationsOf(signed: SignedCase, identifier: string): Observation[] {
  const shared = {
    resourceType: 'Observation' as const,
    meta: metaOf(signed.estimate.model.status, false),
    status: 'final' as const,
    subject: { reference: `Patient/${signed.patientId}` },
    effectiveDateTime: signed.signedAt,
    performer: [{ reference: signed.signer.reference, display: signed.signer.name }],
  };
  const own = (part: string) => [{ system: estimateIdSystem, value: `${identifier}.${part}` }];
  const { cleft } = signed.imaging;
  const reading: Observation[] = cleft
    ? [
        {
          ...shared,
          identifier: own('cleft'),
          code: { coding: cleftCodings(signed), text: 'Intravertebral cleft on CT' },
          bodySite: { coding: [codingOfLevel(signed.level)] },
          effectiveDateTime: cleft.at,
          ...(cleft.reading === 'cannot-tell'
            ? { dataAbsentReason: { text: 'The reader could not tell' } }
            : { valueBoolean: cleft.reading === 'present' }),
          note: [{ text: `Read by ${cleft.readerName}` }],
        },
      ]
    : [];
  const corrections = signed.edits.map(
    (edit): Observation => ({
      ...shared,
      identifier: own(`edit.${edit.input}`),
      code: {
        coding: [{ system: backcastCodes, code: `edited-${edit.input}` }],
        text: `${edit.label}, as corrected for the estimate`,
      },
      ...measuredValue(edit),
      ...(edit.measuredOn && { effectiveDateTime: edit.measuredOn }),
      ...(edit.original?.startsWith('Observation/') && { derivedFrom: [{ reference: unversioned(edit.original) }] }),
      note: [{ text: `Reason: ${edit.reason}` }],
    }),
  );
  return [...reading, ...corrections];
}

/** Yes and no as they are, numbers with their UCUM unit. */
const measuredValue = ({ measured, unit, ucum }: SignedEdit): Pick<Observation, 'valueBoolean' | 'valueQuantity'> =>
  typeof measured === 'boolean'
    ? { valueBoolean: measured }
    : {
        valueQuantity: {
          value: measured,
          ...((unit ?? ucum) && { unit: unit ?? ucum }),
          ...(ucum && { system: 'http://unitsofmeasure.org', code: ucum }),
        },
      };

/** The site's own code, so that its chart shows the reading where it looks for one, and ours, which every site shares. */
const cleftCodings = ({ localCodes }: SignedCase) => [
  ...localCodes.cleft.slice(0, 1),
  { system: backcastCodes, code: 'intravertebral-cleft' },
];
