import 'server-only';
import { isUid } from '@/lib/dicom/uid';

/** A DICOMweb request that the pass-through knows; anything else is refused. */
export interface ProxyRoute {
  readonly kind: 'retrieve' | 'json' | 'store';
  readonly studyUid: string;
  /** Rebuilt from checked parts, to be appended to the upstream's base. */
  readonly pathAndQuery: string;
}

const queryParameters = new Set(['Modality', 'SeriesInstanceUID', 'limit', 'offset', 'includefield']);
const plainValue = /^[A-Za-z0-9.]{1,64}$/;

/**
 * Reads a request below a site's DICOMweb root: search, metadata, series and instance retrieval, and storing into one
 * study. Segments are checked one by one and the path is written anew, so that nothing a caller wrote reaches the
 * upstream's router unread.
 *
 * @param segments decoded path segments from "studies" on.
 */
export function parseProxyRoute(
  method: string,
  segments: readonly string[],
  query: URLSearchParams,
): ProxyRoute | undefined {
  const [studies, studyUid, ...rest] = segments;
  if (studies !== 'studies' || studyUid === undefined || !isUid(studyUid)) return undefined;
  const kind = kindOf(method, rest);
  if (!kind) return undefined;
  const search = kind === 'json' ? checkedQuery(query) : [...query].length === 0 ? '' : undefined;
  if (search === undefined) return undefined;
  return { kind, studyUid, pathAndQuery: `/${segments.join('/')}${search}` };
}

/** The resources of PS3.18 table 10.3-1 that this product uses. */
function kindOf(method: string, rest: readonly string[]): ProxyRoute['kind'] | undefined {
  if (method === 'POST') return rest.length === 0 ? 'store' : undefined;
  if (method !== 'GET') return undefined;
  const [series, seriesUid, instances, instanceUid, frames, frameList] = rest;
  if (rest.length === 1) return ['metadata', 'series', 'instances'].includes(series) ? 'json' : undefined;
  if (series !== 'series' || seriesUid === undefined || !isUid(seriesUid)) return undefined;
  if (rest.length === 2) return 'retrieve';
  if (rest.length === 3) return ['metadata', 'instances'].includes(instances) ? 'json' : undefined;
  if (instances !== 'instances' || instanceUid === undefined || !isUid(instanceUid)) return undefined;
  if (rest.length === 4) return 'retrieve';
  if (rest.length === 5) return frames === 'metadata' ? 'json' : undefined;
  return rest.length === 6 && frames === 'frames' && /^\d{1,5}(,\d{1,5}){0,63}$/.test(frameList)
    ? 'retrieve'
    : undefined;
}

function checkedQuery(query: URLSearchParams): string | undefined {
  const entries = [...query];
  if (!entries.every(([name, value]) => queryParameters.has(name) && plainValue.test(value))) return undefined;
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`;
}
