import { ok, type Result } from '@/lib/core/result';
import { type JsonDataSet, jsonReader } from '@/lib/dicom/attributeReader';
import { type ArchiveProblem, archiveFailure } from './problem';

export interface StoredInstance {
  readonly sopInstanceUid: string;
}

/**
 * What a STOW-RS answer says (PS3.18 section 10.5.3): all instances stored, or a refusal with the archive's reason code.
 * Some archives answer with text that holds the JSON.
 */
export function storedInstances(answer: unknown, sent: number): Result<readonly StoredInstance[], ArchiveProblem> {
  const dataSet = typeof answer === 'string' ? parsed(answer) : answer;
  if (typeof dataSet !== 'object' || dataSet === null) {
    return archiveFailure('store-refused', 'The image archive did not confirm that it stored the segmentation.');
  }
  const reader = jsonReader(dataSet as JsonDataSet);
  const failures = reader.items('FailedSOPSequence');
  if (failures.length > 0) {
    const reason = failures[0].number('FailureReason');
    const named =
      reason === undefined ? 'without a reason' : `with reason ${reason.toString(16).toUpperCase().padStart(4, '0')}H`;
    return archiveFailure('store-refused', `The image archive refused the segmentation ${named}.`, {
      reason: reason ?? 0,
    });
  }
  const stored = reader.items('ReferencedSOPSequence').flatMap((item) => {
    const sopInstanceUid = item.text('ReferencedSOPInstanceUID');
    return sopInstanceUid ? [{ sopInstanceUid }] : [];
  });
  if (stored.length === sent) return ok(stored);
  return archiveFailure('store-refused', `The image archive confirmed ${stored.length} of ${sent} instances.`, {
    confirmed: stored.length,
    sent,
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
