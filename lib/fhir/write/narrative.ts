import type { Narrative } from 'fhir/r4';
import { formatDate } from '@/lib/core/dates';
import { demonstrationLine } from '@/lib/core/modelStatus';
import { endsPerHundred, perHundred, rangeInWords } from '@/lib/core/perHundred';
import { hasPointEstimate } from '@/lib/model/pointEstimate';
import { engines } from '@/lib/model/versionLine';
import type { SignedCase } from './signedCase';

/** The estimate in sentences as signed, for the resource's narrative and the fallback document. */
export const sentencesOf = (signed: SignedCase): readonly string[] => [
  ...contentsOf(signed),
  `Signed by ${signed.signer.name} on ${formatDate(signed.signedAt)}.`,
];

/** The same before the signature. */
export const previewOf = (toSign: SignedCase): readonly string[] => [
  ...contentsOf(toSign),
  `To be signed by ${toSign.signer.name}.`,
];

function contentsOf({ estimate, level, imaging, edits }: SignedCase): readonly string[] {
  const { model } = estimate;
  const titled = model.title.toLowerCase().includes(model.status) ? '' : ` (${model.status})`;
  const calibration =
    model.calibration.kind === 'site'
      ? `adjusted to this hospital (${model.calibration.version})`
      : 'not adjusted to this hospital';
  return [
    ...(model.status === 'demonstration' ? [demonstrationLine] : []),
    ...numberSentences({ estimate, level }),
    `Residual back pain means ${model.outcome.definition}.`,
    ...estimate.cautions.map(({ reason }) => `Caution: ${reason.replace(/\.$/, '')}.`),
    ...cleftSentences(imaging),
    ...edits.map(
      ({ label: name, value, unit, measuredOn, reason }) =>
        `Edited: ${name} ${value}${unit ? ` ${unit}` : ''}${measuredOn ? `, measured ${formatDate(measuredOn)}` : ''} (${reason}).`,
    ),
    `${model.title} ${model.version}${titled}, ${engines(model).join(', ')}, ${calibration}; outline of ${formatDate(imaging.acceptedAt)} confirmed.`,
    'The estimate informs and does not say whether to operate.',
  ];
}

/** What the reader saw, which is written as a finding of its own beside the estimate. */
function cleftSentences({ cleft }: SignedCase['imaging']): readonly string[] {
  if (!cleft) return [];
  const seen = cleft.reading === 'cannot-tell' ? 'could not be told' : cleft.reading;
  return [`Intravertebral cleft on CT: ${seen}, read by ${cleft.readerName} on ${formatDate(cleft.at)}.`];
}

/** The number in both frames, or the range alone where it is too wide for one (S9). */
export function numberSentences({ estimate, level }: Pick<SignedCase, 'estimate' | 'level'>): readonly string[] {
  const { about, aboutRest } = perHundred(estimate.probability, estimate.displayRange);
  const [low, high] = endsPerHundred(estimate.interval, estimate.displayRange);
  const people = `Of 100 people like this one who have a vertebral augmentation at ${level}`;
  if (!hasPointEstimate(estimate))
    return [
      `${people}, between ${low.label} and ${high.label} have residual back pain. The range is too wide for a single number.`,
    ];
  return [
    `${people}, ${about} have residual back pain and ${aboutRest} do not. The range is ${rangeInWords(low, high)}.`,
  ];
}

export const narrativeOf = (sentences: readonly string[]): Narrative => ({
  status: 'generated',
  div: `<div xmlns="http://www.w3.org/1999/xhtml">${sentences.map((sentence) => `<p>${escapeXml(sentence)}</p>`).join('')}</div>`,
});

/** The same narrative with a sentence before all others. */
export const withSentenceFirst = ({ status, div }: Narrative, sentence: string): Narrative => ({
  status,
  div: div.replace(/^<div[^>]*>/, (start) => `${start}<p>${escapeXml(sentence)}</p>`),
});

const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? '');
