import 'server-only';
import { defaultBmdLimitDays } from '@/lib/fhir/boneDensityInForce';
import type { ConvertUnit } from '@/lib/fhir/chart/measurement';
import type { ModelManifest } from '@/lib/model/manifest';
import type { Site } from '../site/siteRegistry';
import { abstainsForCertain } from './certainAbstention';
import type { CdsDeps, ListedClient } from './deps';
import { readPrefetchedChart } from './readPrefetchedChart';
import { readSignedEstimates } from './readSignedEstimates';

/** How the chart of a call is read, by what the registry says of the client's site. */
export function chartReaders(
  siteOf: (client: ListedClient) => Pick<Site, 'localCodes' | 'stoppedModels'>,
  convert: ConvertUnit,
  manifest: ModelManifest,
): Pick<CdsDeps, 'readChart' | 'readSignedEstimates' | 'abstains'> {
  return {
    readChart: (prefetched, order, client, now) => {
      const { localCodes } = siteOf(client);
      return readPrefetchedChart(prefetched, order, { now, convert, localCodes, bmdLimitDays: defaultBmdLimitDays });
    },
    readSignedEstimates: (prefetched, patientId, client) =>
      readSignedEstimates(prefetched, patientId, siteOf(client).stoppedModels),
    abstains: (chart, levelsPlanned, client, now) => {
      const { stoppedModels } = siteOf(client);
      return abstainsForCertain(manifest, { stoppedModels }, chart, levelsPlanned, now);
    },
  };
}
