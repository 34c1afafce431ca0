import { fhirSession } from '@/lib/client/session/fhirSession';
import { defaultBmdLimitDays } from '@/lib/fhir/boneDensityInForce';
import { loadChart } from '@/lib/fhir/chart/loadChart';
import type { ChartData } from '@/lib/fhir/chartData';
import type { LocalCodes } from '@/lib/fhir/codes';
import { loadUcum } from '@/lib/fhir/ucum';
import type { Sandbox } from '../../sandbox/main';
import { sandboxRegistry } from '../../sandbox/siteRegistry';

/** The chart as the app reads it: its own queries, paging and chart builder, over HTTP with a token of the launch. */
export async function chartAsRead(sandbox: Sandbox, patientId: string): Promise<ChartData> {
  const issuer = `${sandbox.url}/fhir`;
  const { access } = sandbox.authorization.grants.issue(
    { clientId: 'backcast', scope: 'patient/*.rs', context: { patientId }, family: patientId },
    600,
    false,
  );
  const session = { issuer, patientId } as Parameters<typeof fhirSession>[0];
  const { query } = fhirSession(session, { state: { tokenResponse: { access_token: access } } } as never, () => {
    throw new Error('The sandbox refused the token');
  });
  const { sites } = sandboxRegistry(sandbox.url, 'http://127.0.0.1:1') as { sites: { localCodes: LocalCodes }[] };
  const chart = await loadChart(patientId, query, {
    now: new Date(),
    loadConvert: loadUcum,
    localCodes: sites[0].localCodes,
    bmdLimitDays: defaultBmdLimitDays,
  });
  if (!chart.ok) throw new Error(chart.problem.message);
  return chart.value;
}
