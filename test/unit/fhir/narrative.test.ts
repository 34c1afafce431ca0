import { previewOf, sentencesOf } from '@/lib/fhir/write/narrative';
import { observationsOf } from '@/lib/fhir/write/observations';
import type { ModelIdentity } from '@/lib/model/assessment';
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

  test('says who is to sign before the signature, who signed after it, and else the same', () => {
    expect(previewOf(signed).slice(0, -1)).toEqual(sentences.slice(0, -1));
    expect(previewOf(signed).at(-1)).toBe('To be signed by Dr Ruiz.');
    expect(sentences.at(-1)).toBe('Signed by Dr Ruiz on 5 Mar 2026.');
  });

  test('R1: says the number as people of 100 and never as a percentage beside it', () => {
    expect(sentences.join(' ')).not.toMatch(/%/);
  });

  test('says the status of the model once, also where its title says it', () => {
    const titled = (title: string) => {
      const model = { ...signed.estimate.model, title };
      return sentencesOf({ ...signed, estimate: { ...signed.estimate, model } }).find((one) => one.includes('engine'));
    };
    expect(titled('Residual back pain, demonstration')).toMatch(/^Residual back pain, demonstration 1\.0\.0, engine/);
    expect(titled('Backcast RBP TabNet')).toMatch(/^Backcast RBP TabNet 1\.0\.0 \(demonstration\), engine/);
  });

  test('S15: tells what scored from what measured the scan, and names the latter only of a model that looks at one', () => {
    const { radiomicsEngineVersion: _, ...clinical } = { ...signed.estimate.model, engineVersion: '1.2.0' };
    const saidOf = (model: ModelIdentity) => sentencesOf({ ...signed, estimate: { ...signed.estimate, model } }).join();
    expect(saidOf({ ...clinical, radiomicsEngineVersion: '2.3.0' })).toContain(
      ', engine 1.2.0, radiomics engine 2.3.0, ',
    );
    expect(saidOf(clinical)).toMatch(/, engine 1\.2\.0, (not )?adjusted/);
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
