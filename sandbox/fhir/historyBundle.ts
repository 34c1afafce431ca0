import type { ReadHistoryOptions } from '@medplum/fhir-router';
import type { Bundle, BundleEntry } from 'fhir/r4';
import { invalid } from './outcome';
import type { Version } from './store';

/** Versions, newest first, as a history Bundle (FHIR R4 http, "history"). */
export function historyBundle(
  versions: readonly Version[],
  baseUrl: string,
  { offset = 0, limit = versions.length }: ReadHistoryOptions = {},
): Bundle {
  if (!(offset >= 0 && limit >= 0)) throw invalid('_count and _offset are whole numbers');
  const entry = versions.slice(offset, offset + limit).map(
    ({ reference, resource, versionId, lastUpdated }): BundleEntry => ({
      fullUrl: `${baseUrl}/${reference}`,
      ...(resource && { resource }),
      request: { method: resource ? (versionId === '1' ? 'POST' : 'PUT') : 'DELETE', url: reference },
      response: { status: resource ? '200' : '204', lastModified: lastUpdated, etag: `W/"${versionId}"` },
    }),
  );
  return { resourceType: 'Bundle', type: 'history', total: versions.length, ...(entry.length > 0 && { entry }) };
}
