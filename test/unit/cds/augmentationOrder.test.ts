import { augmentationOrders } from '@/lib/cds/augmentationOrder';
import { parseHookRequest } from '@/lib/cds/hookRequest';
import { orThrow } from '@/lib/core/result';
import { kyphoplastyOrder, orderSignBody } from '@/test/support/cdsClient';

function ordersOf(drafts: readonly object[], context: object = {}, hook = 'order-sign') {
  const entry = drafts.map((resource) => ({ resource }));
  const body = orderSignBody();
  const draftOrders = { resourceType: 'Bundle', entry };
  return augmentationOrders(
    orThrow(parseHookRequest({ ...body, hook, context: { ...body.context, draftOrders, ...context } }, hook)),
  );
}
const changed = (changes: object) => ({ ...kyphoplastyOrder, ...changes });
const atT12 = [{ coding: [{ system: 'http://snomed.info/sct', code: '23215003' }] }];

test('a draft that the bundle holds twice is one order (C4)', () => {
  expect(ordersOf([kyphoplastyOrder, kyphoplastyOrder]).asked).toHaveLength(1);
});

test.each([
  ['for another patient', { subject: { reference: 'Patient/p2' } }],
  ['not to do it', { doNotPerform: true }],
  ['of another code', { code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '99213' }] } }],
  ['of a listed code in another system', { code: { coding: [{ system: 'urn:x', code: '22514' }] } }],
  ['whose text alone says kyphoplasty', { code: { text: 'Kyphoplasty 22514' } }],
  ['whose id is no FHIR id', { id: 'o1?x=<script>' }],
])('an order %s is no augmentation order', (_what, changes) => {
  expect(ordersOf([changed(changes)]).asked).toEqual([]);
});

test('order-select is about the selected drafts; the levels of all of them are counted', () => {
  const drafts = [kyphoplastyOrder, changed({ id: 'o2', bodySite: atT12 })];
  const { asked, levelsPlanned } = ordersOf(drafts, { selections: ['ServiceRequest/o2'] }, 'order-select');
  expect(asked.map(({ reference, level }) => [reference, level])).toEqual([['ServiceRequest/o2', 'T12']]);
  expect(levelsPlanned).toBe(2);
});

test('one order at two levels is asked about as one, and counts as two levels', () => {
  const both = [...kyphoplastyOrder.bodySite, ...atT12];
  const { asked, levelsPlanned } = ordersOf([changed({ bodySite: both })]);
  expect([asked.length, asked[0].level, levelsPlanned]).toEqual([1, undefined, 2]);
});

test('two orders at one level are one level', () => {
  expect(ordersOf([kyphoplastyOrder, changed({ id: 'o2' })])).toMatchObject({ levelsPlanned: 1 });
});
