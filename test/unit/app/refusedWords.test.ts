import { refusedWords } from '@/app/case/result/refusedWords';

const patient = {
  id: 'p1',
  name: 'May Long',
  birthDate: '1948-07-10',
  recordNumber: 'MRN-0042',
  alsoKnownBy: { names: ['May Long', 'Long', 'May', 'Weber'], numbers: ['MRN-0042', '+44 171 555 0199'] },
};

describe('S19: why words cannot be sent', () => {
  test('a name that is an ordinary word is refused, and which word is said', () => {
    expect(refusedWords('The cleft may be too long for one level', patient)).toEqual({
      message: `Not sent, because the words hold “may” and “long” (part of the patient's name).`,
      remedy:
        'Write "the patient". If an ordinary word is meant, take another one for it. Then send again; nothing of yours was changed.',
    });
  });

  test.each([
    ['a former name', 'as with Weber before', '“Weber”'],
    ['the record number', 'see mrn 0042', '“mrn 0042”'],
    ['the telephone number', 'ring +44 171 5550199', '“44 171 5550199”'],
    ['the birth date', 'on 7/10', '“7/10”'],
  ])('%s of this patient is refused', (_what, words, named) => {
    expect(refusedWords(words, patient)?.message).toContain(named);
  });

  test('a date brings what to write in its place', () => {
    expect(refusedWords('Operated 5 March', patient)?.remedy).toContain('Write how long ago it was.');
  });

  test('a patient without a name on file has no words refused for what the screen says in its place', () => {
    const nameless = { id: 'p1', name: 'name not recorded', alsoKnownBy: { names: [], numbers: [] } };
    expect(refusedWords('The cement is not recorded', nameless)).toBeUndefined();
  });

  test('a case that was kept by an earlier release goes by the name that it shows', () => {
    expect(refusedWords('Too long', { id: 'p1', name: 'May Long' })?.message).toContain('“long”');
  });

  test('300 characters may go, and one more may not', () => {
    const words = 'so '.repeat(100);
    expect(refusedWords(words, patient)).toBeUndefined();
    expect(refusedWords(`${words}.`, patient)?.message).toBe(
      'Not sent: these are 301 characters, and up to 300 can be sent.',
    );
  });
});
