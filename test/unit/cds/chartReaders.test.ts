import { readFileSync } from 'node:fs';
import { augmentationOrders } from '@/lib/cds/augmentationOrder';
import { chooseCard } from '@/lib/cds/chooseCard';
import { prefetchTemplates } from '@/lib/cds/discovery';
import { parseHookRequest } from '@/lib/cds/hookRequest';
import { orderFacts } from '@/lib/cds/orderFacts';
import { resolvePrefetch } from '@/lib/cds/prefetch';
import { orThrow } from '@/lib/core/result';
import { codingOfLevel, type VertebraLevel } from '@/lib/core/vertebra';
import { loadUcum } from '@/lib/fhir/ucum';
import { parseManifest } from '@/lib/model/manifest';
import { chartReaders } from '@/lib/server/cds/chartReaders';
import { orderSignFor } from '@/test/support/hookCalls';

const manifest = orThrow(parseManifest(JSON.parse(readFileSync('models/rbp-tabnet-demo/manifest.json', 'utf8'))));
const local = (code: string) => [{ system: 'http://northfield.example/findings', code }];
const localCodes = {
  cleft: local('intravertebral-cleft'),
  fasciaInjury: local('fascia-injury'),
  augmentationOrder: [],
};

/** The card for an order at a level, by the readers of production, of a synthetic patient of the sandbox. */
async function cardAt(patient: string, level: VertebraLevel): Promise<string | undefined> {
  const { readChart, abstains } = chartReaders(() => ({ localCodes, stoppedModels: [] }), await loadUcum(), manifest);
  const body = JSON.parse(JSON.stringify(orderSignFor(patient))) as ReturnType<typeof JSON.parse>;
  body.context.draftOrders.entry[0].resource.bodySite = [{ coding: [codingOfLevel(level)] }];
  const request = orThrow(parseHookRequest(body, 'order-sign'));
  const prefetched = orThrow(await resolvePrefetch(request, prefetchTemplates([]), undefined));
  const { asked, levelsPlanned } = augmentationOrders(request);
  const now = new Date();
  const chart = readChart(prefetched, asked[0], {} as never, now);
  if (!chart) throw new Error('no chart');
  return chooseCard(orderFacts(asked[0], chart, [], new Set(), abstains(chart, levelsPlanned, {} as never, now)))?.kind;
}

test('a cleft that was read at one fracture is not recorded for the other one', async () => {
  expect(await cardAt('two-fractures', 'L2')).toBe('ready-to-review');
  expect(await cardAt('two-fractures', 'T12')).toBe('cleft-unrecorded');
});

test('an order at a level without a fracture brings no card, whatever the chart has ordered elsewhere', async () => {
  expect(await cardAt('typical', 'L1')).toBe('ready-to-review');
  expect(await cardAt('typical', 'L3')).toBeUndefined();
});
