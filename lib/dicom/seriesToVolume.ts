import { ok, type Result } from '@/lib/core/result';
import { assembleVolume, type Plane } from './assembleVolume';
import type { FrameDecoder } from './codecs/frameDecoder';
import type { CtSeries } from './ctSeries';
import { encodedFrames } from './frames';
import { nativePixels } from './nativePixels';
import { type DicomProblem, dicomFailure } from './problem';
import { type DicomFile, readPart10 } from './readPart10';
import { type ExclusionOptions, exclusionOf } from './seriesExclusion';
import { sliceHeaders } from './sliceHeader';

export interface ReceivedInstance {
  readonly sopInstanceUid: string;
  readonly seriesUid: string | undefined;
}

/** Planes of one series, collected as they arrive; compressed ones start decoding at once. */
export interface SeriesAssembler {
  /** Takes one Part 10 file. A problem ends the assembly: the volume would be incomplete. */
  add(file: Uint8Array): Result<ReceivedInstance, DicomProblem>;
  finish(): Promise<Result<CtSeries, DicomProblem>>;
}

/** Assembles the files of one CT series into a volume in HU, or says which slice is the reason why not. */
export async function seriesToVolume(
  files: readonly Uint8Array[],
  decoder: FrameDecoder,
  options: ExclusionOptions = {},
): Promise<Result<CtSeries, DicomProblem>> {
  const assembler = createSeriesAssembler(decoder, options);
  for (const file of files) {
    const added = assembler.add(file);
    if (!added.ok) return added;
  }
  return assembler.finish();
}

/** As seriesToVolume, for files that arrive one by one. */
export function createSeriesAssembler(decoder: FrameDecoder, options: ExclusionOptions = {}): SeriesAssembler {
  const planes: Plane[] = [];
  const excluded = new Map<string, number>();
  const seen = new Set<string>();
  return {
    add(bytes) {
      const file = readPart10(bytes);
      if (!file.ok) return file;
      const { sopInstanceUid } = file.value;
      if (seen.has(sopInstanceUid)) {
        return dicomFailure('slice-duplicate', 'The same instance was received twice.', { received: seen.size });
      }
      seen.add(sopInstanceUid);
      const reason = exclusionOf(file.value.attributes, options);
      if (reason) excluded.set(reason, (excluded.get(reason) ?? 0) + 1);
      else {
        const added = planesOf(file.value, decoder);
        if (!added.ok) return added;
        planes.push(...added.value);
      }
      return ok({ sopInstanceUid, seriesUid: file.value.attributes.text('SeriesInstanceUID') });
    },
    finish: () =>
      assembleVolume(
        planes,
        [...excluded].map(([reason, count]) => `${count} image(s) left out: ${reason}`),
      ),
  };
}

function planesOf(file: DicomFile, decoder: FrameDecoder): Result<readonly Plane[], DicomProblem> {
  const headers = sliceHeaders(file.attributes);
  if (!headers.ok) return headers;
  const { format } = headers.value[0];
  if (format.bitsAllocated === 1)
    return dicomFailure('pixel-format-unsupported', 'A CT image cannot have 1-bit pixels.');
  const frames = encodedFrames(file, format);
  if (!frames.ok) return frames;
  const { codec, bigEndian = false } = file.transferSyntax;
  return ok(
    headers.value.map((header, i) => ({
      header,
      pixels:
        codec === 'native'
          ? nativePixels(frames.value[i], format, bigEndian)
          : decoder.decode(codec, frames.value[i], format),
    })),
  );
}
