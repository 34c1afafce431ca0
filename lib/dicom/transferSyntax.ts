import { fail, ok, type Result } from '@/lib/core/result';
import type { DicomProblem } from './problem';

export type CodecName = 'native' | 'rle' | 'jpeg-lossless' | 'jpeg-ls' | 'jpeg-2000' | 'htj2k';

/** How a file's data set and pixels are encoded (PS3.5 section 10 and annex A). */
export interface TransferSyntax {
  readonly uid: string;
  readonly name: string;
  readonly codec: CodecName;
  readonly bigEndian?: true;
  readonly deflated?: true;
}

export const explicitLittleEndian = '1.2.840.10008.1.2.1';

const supported: readonly TransferSyntax[] = [
  { uid: '1.2.840.10008.1.2', name: 'Implicit VR Little Endian', codec: 'native' },
  { uid: explicitLittleEndian, name: 'Explicit VR Little Endian', codec: 'native' },
  { uid: '1.2.840.10008.1.2.1.99', name: 'Deflated Explicit VR Little Endian', codec: 'native', deflated: true },
  { uid: '1.2.840.10008.1.2.2', name: 'Explicit VR Big Endian', codec: 'native', bigEndian: true },
  { uid: '1.2.840.10008.1.2.5', name: 'RLE Lossless', codec: 'rle' },
  { uid: '1.2.840.10008.1.2.4.57', name: 'JPEG Lossless (process 14)', codec: 'jpeg-lossless' },
  { uid: '1.2.840.10008.1.2.4.70', name: 'JPEG Lossless (process 14, first-order)', codec: 'jpeg-lossless' },
  { uid: '1.2.840.10008.1.2.4.80', name: 'JPEG-LS Lossless', codec: 'jpeg-ls' },
  { uid: '1.2.840.10008.1.2.4.81', name: 'JPEG-LS Near-Lossless', codec: 'jpeg-ls' },
  { uid: '1.2.840.10008.1.2.4.90', name: 'JPEG 2000 Lossless', codec: 'jpeg-2000' },
  { uid: '1.2.840.10008.1.2.4.91', name: 'JPEG 2000', codec: 'jpeg-2000' },
  { uid: '1.2.840.10008.1.2.4.201', name: 'High-Throughput JPEG 2000 Lossless', codec: 'htj2k' },
  { uid: '1.2.840.10008.1.2.4.202', name: 'High-Throughput JPEG 2000 RPCL Lossless', codec: 'htj2k' },
  { uid: '1.2.840.10008.1.2.4.203', name: 'High-Throughput JPEG 2000', codec: 'htj2k' },
];

/** Named so that the refusal can say what the file is: lossy, and without a decoder we would trust for measurements. */
const refusedNames: Readonly<Record<string, string>> = {
  '1.2.840.10008.1.2.4.50': 'JPEG Baseline (8 bit, lossy)',
  '1.2.840.10008.1.2.4.51': 'JPEG Extended (12 bit, lossy)',
  '1.2.840.10008.1.2.4.53': 'JPEG Spectral Selection (12 bit, lossy)',
  '1.2.840.10008.1.2.4.55': 'JPEG Full Progression (12 bit, lossy)',
};

const byUid = new Map(supported.map((syntax) => [syntax.uid, syntax]));

/** The syntax of a UID, or a refusal that names what was found. */
export function transferSyntaxOf(uid: string): Result<TransferSyntax, DicomProblem> {
  const syntax = byUid.get(uid);
  if (syntax) return ok(syntax);
  const name = refusedNames[uid];
  return fail({
    code: 'transfer-syntax-unsupported',
    message: name
      ? `The images are stored as ${name}, which loses the detail that CT texture is measured from.`
      : `The images are stored in the transfer syntax "${uid}", which this program cannot decode.`,
    remedy: 'Ask the PACS for the original, losslessly stored series.',
    details: { transferSyntax: uid },
  });
}
