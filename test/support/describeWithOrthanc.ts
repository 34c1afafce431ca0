import { orthancInstalled } from './orthanc';

if (!orthancInstalled && process.env.CI)
  throw new Error('Orthanc is missing: install the packages orthanc and orthanc-dicomweb.');

/** `describe` for tests against a real PACS: skipped where Debian's Orthanc is not installed, never on CI. */
export const describeWithOrthanc = orthancInstalled ? describe : describe.skip;
