import type { FhirResource, Patient, ServiceRequest } from 'fhir/r4';
import { escapeHtml, type Reply } from '../http';
import { page } from '../pages/layout';
import { levelNames } from '../patients/build';
import { orderables } from './catalogue';
import type { CdsLink } from './cdsHooks';
import type { HookCall } from './hooksClient';
import type { ShownCard } from './orderDesk';

export interface OrdersView {
  readonly patient: Patient;
  readonly drafts: readonly ServiceRequest[];
  readonly cards: readonly ShownCard[];
  /** The level that the chart's fracture names, offered first. */
  readonly level?: string;
  readonly withPrefetch: boolean;
  readonly message?: string;
}

/** Order entry for one patient: cards on top, drafts, and the form for a new order. */
export function ordersPage({ patient, drafts, cards, level, withPrefetch, message }: OrdersView): Reply {
  const id = patient.id ?? '';
  const name = escapeHtml(patient.name?.[0].text ?? id);
  const prefetch = `<input type="hidden" name="prefetch" value="${withPrefetch ? 'on' : 'off'}">`;
  const rows = drafts.map((draft) => {
    const reference = `ServiceRequest/${draft.id}`;
    const fields = `<input type="hidden" name="order" value="${reference}">${prefetch}`;
    return `<tr><td><a href="/resource/${reference}">${escapeHtml(draft.code?.text ?? 'Order')}</a></td><td>${draft.status}</td><td>${(draft.authoredOn ?? '').slice(0, 10)}</td>
<td><form method="post" action="/orders/${id}/select">${fields}<button>Select</button></form> <form method="post" action="/orders/${id}/sign">${fields}<button>Sign order</button></form></td></tr>`;
  });
  return page(
    `Orders of ${patient.name?.[0].text ?? id}`,
    `<div class="patient"><b>${name}</b><span>born ${patient.birthDate}</span><span>${patient.gender}</span><span>${escapeHtml(patient.identifier?.[0].value ?? '')}</span><a href="/chart/${id}">Chart</a></div>
<h1>Orders</h1>
${message ? `<p class="start" role="status">${escapeHtml(message)}</p>` : ''}
${cards.map(cardSection).join('')}
<section><h2>Draft orders</h2>${rows.length > 0 ? `<table><tbody>${rows.join('')}</tbody></table>` : '<p class="soft">None</p>'}</section>
<section><h2>New order</h2><form method="post" action="/orders/${id}/new" class="tools">
<label>Procedure <select name="name">${Object.entries(orderables).map(([key, { name: text }]) => `<option value="${key}">${text}</option>`)}</select></label>
<label>Level <select name="level">${levelNames.map((one) => `<option${one === level ? ' selected' : ''}>${one}</option>`)}</select></label>
${prefetch}<button>Add order</button></form></section>
<form method="get" action="/orders/${id}" class="tools"><label>Hooks are sent <select name="prefetch"><option value="on"${withPrefetch ? ' selected' : ''}>with prefetch</option><option value="off"${withPrefetch ? '' : ' selected'}>without prefetch</option></select></label><button>Change</button><a href="/hooks">Console of hook calls</a></form>`,
  );
}

function cardSection({ card, order, hook }: ShownCard): string {
  const suggestions = (card.suggestions ?? []).map(
    ({ uuid, label }) =>
      `<form method="post" action="/cards/${card.uuid}/accept"><input type="hidden" name="suggestion" value="${escapeHtml(uuid)}"><button>${escapeHtml(label)}</button></form>`,
  );
  const reasons = (card.overrideReasons ?? []).map(
    ({ code, display }) => `<option value="${escapeHtml(code)}">${escapeHtml(display)}</option>`,
  );
  const override = `<form method="post" action="/cards/${card.uuid}/override" class="tools"><label>Set aside because <select name="reason">${reasons.join('')}</select></label><label>Comment <input name="comment" maxlength="400"></label><button>Set aside</button></form>`;
  return `<section class="card ${card.indicator}" aria-label="Decision support" data-hook="${hook}" data-order="${order}">
<h2>${card.indicator === 'info' ? 'Information' : 'Attention'} <span class="soft">from ${sourceLink(card.source)}</span></h2>
<p class="summary">${escapeHtml(card.summary)}</p><p>${markdown(card.detail ?? '')}</p>
<div class="tools">${suggestions.join('')}${(card.links ?? []).map((link, index) => linkButton(link, card.uuid, index)).join('')}</div>${override}</section>`;
}

const isWeb = (url: string) => /^https?:\/\//.test(url);

const sourceLink = ({ label, url }: { readonly label: string; readonly url?: string }): string =>
  url && isWeb(url)
    ? `<a href="${escapeHtml(url)}" target="_blank" rel="noopener">${escapeHtml(label)}</a>`
    : escapeHtml(label);

function linkButton(link: CdsLink, card: string, index: number): string {
  const href = link.type === 'smart' ? `/cards/${card}/link/${index}` : isWeb(link.url) ? link.url : undefined;
  return href
    ? `<a class="button" href="${escapeHtml(href)}" target="_blank" rel="noopener">${escapeHtml(link.label)}</a>`
    : '';
}

/** The little Markdown that cards need here: line breaks and links to web addresses. */
function markdown(text: string): string {
  return escapeHtml(text)
    .replace(/\[([^\]]*)\]\((https?:[^)\s]*)\)/g, '<a href="$2" target="_blank" rel="noopener">$1</a>')
    .replace(/ {2}\n|\n/g, '<br>');
}

/** What went over the wire to the CDS service, newest first. */
export function consolePage(calls: readonly HookCall[]): Reply {
  const json = (title: string, value: unknown) =>
    value === undefined
      ? ''
      : `<details><summary>${title}</summary><pre>${escapeHtml(JSON.stringify(value, null, 2))}</pre></details>`;
  const rows = calls.map(
    ({ at, what, url, status, milliseconds, request, response }) =>
      `<tr><td>${at.slice(11, 23)}</td><td>${what}</td><td>${escapeHtml(new URL(url).pathname)}${json('Request', request)}${json('Response', response)}</td><td>${status || 'no answer'}</td><td>${milliseconds} ms</td></tr>`,
  );
  return page(
    'Hooks',
    `<h1>Calls of the decision support service</h1><section>${rows.length > 0 ? `<table><thead><tr><th>Time</th><th>Call</th><th>Path</th><th>Status</th><th>Took</th></tr></thead><tbody>${rows.join('')}</tbody></table>` : '<p class="soft">None yet: open the orders of a patient</p>'}</section>`,
    { active: '/hooks' },
  );
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
