import dicomParser from 'dicom-parser';
import { isUid, newUid, sopClass, uidOfName } from '@/lib/dicom/uid';
import { formatDecimalString } from '@/lib/dicom/valueBytes';
import { writePart10 } from '@/lib/dicom/writePart10';

const identity = { SOPClassUID: sopClass.ctImage, SOPInstanceUID: '1.2.3' };

describe('writing DICOM Part 10 files', () => {
  test('text, numbers, sequences and pixels are read back by an independent parser', () => {
    const bytes = writePart10({
      ...identity,
      PatientName: 'DOE^JANE',
      PixelSpacing: [0.5, 0.25],
      PixelRepresentation: 1,
      PixelPaddingValue: -2000,
      Rows: 1,
      Columns: 2,
      DimensionIndexPointer: 0x00200032,
      SourceImageSequence: [{ ReferencedSOPInstanceUID: '1.2.4' }, {}],
      PixelData: Int16Array.of(-5, 7),
    });
    const file = dicomParser.parseDicom(bytes);
    expect(file.string('x00020010')).toBe('1.2.840.10008.1.2.1');
    expect(file.string('x00100010')).toBe('DOE^JANE');
    expect(file.floatString('x00280030', 1)).toBe(0.25);
    expect(file.int16('x00280120')).toBe(-2000);
    expect(file.attributeTag('x00209165')).toBe('x00200032');
    expect(file.elements.x00082112.items?.map((item) => item.dataSet?.string('x00081155'))).toEqual([
      '1.2.4',
      undefined,
    ]);
    const { dataOffset, length } = file.elements.x7fe00010;
    expect([...new Int16Array(bytes.slice(dataOffset, dataOffset + length).buffer)]).toEqual([-5, 7]);
  });

  test('names outside ASCII are written as UTF-8 and declared so', () => {
    const file = dicomParser.parseDicom(writePart10({ ...identity, PatientName: 'Grün^Öz' }));
    expect(file.string('x00080005')).toBe('ISO_IR 192');
    const { dataOffset, length } = file.elements.x00100010;
    expect(new TextDecoder().decode(file.byteArray.subarray(dataOffset, dataOffset + length)).trim()).toBe('Grün^Öz');
  });

  test('decimal strings keep as much precision as 16 characters hold', () => {
    expect(formatDecimalString(0.7421875)).toBe('0.7421875');
    expect(formatDecimalString(-1 / 3)).toBe('-0.3333333333333');
    expect(formatDecimalString(1.2345678901234e-9).length).toBeLessThanOrEqual(16);
    expect(Number(formatDecimalString(-123456789.1234567))).toBeCloseTo(-123456789.1234567, 5);
    expect(() => formatDecimalString(Number.NaN)).toThrow(RangeError);
  });

  test('a value longer than its length field is refused, not cut', () => {
    expect(() => writePart10({ ...identity, ContourData: Array(30_000).fill(1.5) } as never)).toThrow(RangeError);
  });

  test('UIDs are valid, and the same for the same name', async () => {
    expect(isUid(newUid())).toBe(true);
    expect(await uidOfName('patient-1/ct')).toBe(await uidOfName('patient-1/ct'));
    expect(isUid(await uidOfName('patient-1/ct'))).toBe(true);
    expect(isUid('1.02.3')).toBe(false);
  });
});
