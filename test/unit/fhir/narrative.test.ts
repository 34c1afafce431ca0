import { sentencesOf } from '@/lib/fhir/write/narrative';
import { observationsOf } from '@/lib/fhir/write/observations';
import { signedCaseSample as signed } from '@/test/support/signedCaseSample';

const cleft = signed.imaging.cleft;
const sentences = sentencesOf(signed);

describe('what a clinician reads before and after the signature (P6)', () => {
  test('names each finding that is written beside the estimate: the cleft and every correction', () => {
    const written = observationsOf(signed, 'id');
    expect(written).toHaveLength(1 + signed.edits.length);
    expect(sentences).toContain('Intravertebral cleft on CT: present, read by Dr Ruiz on 5 Mar 2026.');
    for (const { label } of signed.edits)
      expect(sentences.filter((sentence) => sentence.startsWith(`Edited: ${label} `))).toHaveLength(1);
  });

  test('says that the reader could not tell, and nothing of a cleft that nobody was asked about', () => {
    const withCleft = (reading: typeof cleft) =>
      sentencesOf({ ...signed, imaging: { ...signed.imaging, cleft: reading } });
    expect(withCleft(cleft && { ...cleft, reading: 'cannot-tell' })).toContain(
      'Intravertebral cleft on CT: could not be told, read by Dr Ruiz on 5 Mar 2026.',
    );
    expect(withCleft(null).join(' ')).not.toMatch(/cleft/i);
  });
});
