import type { Coding } from '@/lib/core/coding';

const system = 'https://backcast.example/fhir/CodeSystem/override-reason';

/** Why a clinician sets a card aside (experience.md, "CDS Hooks cards"). */
export const overrideReasons: readonly Required<Coding>[] = [
  { system, code: 'already-addressed', display: 'Already addressed' },
  { system, code: 'patient-informed-other-way', display: 'Patient informed in another way' },
  { system, code: 'patient-declined', display: 'Patient declined' },
  { system, code: 'contraindicated', display: 'Contraindicated' },
  { system, code: 'urgent-procedure', display: 'Urgent procedure' },
  { system, code: 'wrong-level-or-study', display: 'Wrong level or study' },
  { system, code: 'not-osteoporotic', display: 'Fracture is not osteoporotic' },
  { system, code: 'disagree-with-estimate', display: 'I disagree with the estimate' },
  { system, code: 'later-visit', display: 'Will be done at a later visit' },
  { system, code: 'other', display: 'Other (say which in the comment)' },
];
