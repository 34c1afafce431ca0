import type { FhirResource, Patient, ServiceRequest } from 'fhir/r4';
import { escapeHtml, type Reply } from '../http';
import { page } from '../pages/layout';
import { levelNames } from '../patients/build';
import { cardView } from './cardView';
import { orderables } from './catalogue';
import type { ShownCard } from './orderDesk';
import { orderStyle } from './style';

export interface OrdersView {
  readonly patient: Patient;
  readonly drafts: readonly ServiceRequest[];
  readonly cards: readonly ShownCard[];
  /** The level that the chart's fracture names, offered first. */
  readonly level?: string;
  readonly withPrefetch: boolean;
  readonly message?: string;
}

/** Order entry for one patient: unsigned orders and the catalogue on the left, advice on the right, or above where it is narrow. */
export function ordersPage(view: OrdersView): Reply {
  const { patient, cards, message } = view;
  const id = patient.id ?? '';
  return page(
    `Orders of ${patient.name?.[0].text ?? id}`,
    `<div class="patient"><b>${escapeHtml(patient.name?.[0].text ?? id)}</b><span>born ${patient.birthDate}</span><span>${patient.gender}</span><span>${escapeHtml(patient.identifier?.[0].value ?? '')}</span></div>
<nav class="views" aria-label="Views of this patient"><a href="/chart/${id}">Chart</a><a href="/orders/${id}" aria-current="page">Orders</a></nav><h1>Orders</h1>
${message ? `<p class="said" role="status">${escapeHtml(message)}</p>` : ''}
<div class="orders"><div>${draftSection(id, view)}${newSection(id, view)}</div>
<div class="advice">${cards.map(cardView).join('') || '<section><h2>Decision support</h2><p class="soft">Nothing to show. Advice appears here when an order is selected or signed.</p></section>'}</div></div>`,
    { style: orderStyle },
  );
}

const prefetchField = ({ withPrefetch }: OrdersView): string =>
  `<input type="hidden" name="prefetch" value="${withPrefetch ? 'on' : 'off'}">`;

function draftSection(id: string, view: OrdersView): string {
  const rows = view.drafts.map((draft) => {
    const reference = `ServiceRequest/${draft.id}`;
    const name = escapeHtml(draft.code?.text ?? 'Order');
    const act = (what: string, label: string, style = '') =>
      `<form method="post" action="/orders/${id}/${what}"><input type="hidden" name="order" value="${reference}">${prefetchField(view)}<button${style} aria-label="${label}: ${name}">${label}</button></form>`;
    return `<li><span class="name"><a href="/resource/${reference}">${name}</a><small>draft of ${(draft.authoredOn ?? '').slice(0, 10)}</small></span>${act('select', 'Select')}${act('sign', 'Sign order', ' class="main"')}</li>`;
  });
  return `<section><h2>Unsigned orders</h2>${rows.length > 0 ? `<ul class="rows">${rows.join('')}</ul>` : '<p class="soft">No order waits for a signature.</p>'}</section>`;
}

function newSection(id: string, view: OrdersView): string {
  const { withPrefetch, level } = view;
  const procedures = Object.entries(orderables).map(
    ([key, { name, coding }]) => `<option value="${key}">${name}, ${coding.code}</option>`,
  );
  const levels = levelNames.map((one) => `<option${one === level ? ' selected' : ''}>${one}</option>`);
  const option = (value: string, text: string, chosen: boolean) =>
    `<option value="${value}"${chosen ? ' selected' : ''}>${text}</option>`;
  return `<section><h2>New order</h2><form method="post" action="/orders/${id}/new" class="new">
<label>Procedure <select name="name">${procedures.join('')}</select></label><label>Level <select name="level">${levels.join('')}</select></label>
${prefetchField(view)}<button class="main">Add order</button></form>
<form method="get" action="/orders/${id}" class="way"><label>Hooks are sent <select name="prefetch">${option('on', 'with prefetch', withPrefetch)}${option('off', 'without prefetch', !withPrefetch)}</select></label><button>Change</button><a href="/hooks">Console of hook calls</a></form></section>`;
}

/** The first level that a fracture of the chart names. */
export function fractureLevel(conditions: readonly FhirResource[], patientId: string): string | undefined {
  for (const resource of conditions) {
    if (resource.resourceType !== 'Condition' || resource.subject.reference !== `Patient/${patientId}`) continue;
    const level = levelNames.find((one) => resource.bodySite?.some(({ text }) => text === `${one} vertebra`));
    if (level) return level;
  }
  return undefined;
}
