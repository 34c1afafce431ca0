import { archiveIndexOf } from '@/lib/client/imaging/archiveOfSite';

const archives = [
  { url: 'https://pacs.example/dicom-web', access: 'gateway' },
  { url: 'https://images.example/wado/', access: 'direct' },
] as const;

describe('the archive that a series of the chart is asked of', () => {
  test('is the listed one that the Endpoint names, with or without a slash at its end', () => {
    expect(archiveIndexOf('https://pacs.example/dicom-web/', archives)).toBe(0);
    expect(archiveIndexOf('https://images.example/wado', archives)).toBe(1);
  });

  test('is none for an address that the site registry does not list', () => {
    expect(archiveIndexOf('https://pacs.example/other', archives)).toBeUndefined();
    expect(archiveIndexOf('https://pacs.example.evil.test/dicom-web', archives)).toBeUndefined();
  });

  test('is the only one of the site where the chart names no Endpoint, and none where there are several', () => {
    expect(archiveIndexOf(undefined, archives.slice(0, 1))).toBe(0);
    expect(archiveIndexOf(undefined, archives)).toBeUndefined();
  });
});
