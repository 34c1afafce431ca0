import { escapeHtml, type Reply } from '../http';
import { page } from '../pages/layout';
import type { HookCall } from './hooksClient';
import { orderStyle } from './style';

/** What went over the wire to the CDS service, newest first. */
export function consolePage(calls: readonly HookCall[]): Reply {
  const json = (title: string, value: unknown) =>
    value === undefined
      ? ''
      : `<details><summary>${title}</summary><pre tabindex="0">${escapeHtml(JSON.stringify(value, null, 2))}</pre></details>`;
  const rows = calls.map(
    ({ at, what, url, status, milliseconds, request, response }) =>
      `<tr><td>${at.slice(11, 19)}</td><td>${what}</td><td>${escapeHtml(new URL(url).pathname)}${json('Request', request)}${json('Response', response)}</td><td>${status || 'no answer'}</td><td>${milliseconds} ms</td></tr>`,
  );
  return page(
    'Hooks',
    `<h1>Calls of the decision support service</h1><section class="calls" tabindex="0" aria-label="Calls">${rows.length > 0 ? `<table><thead><tr><th>Time</th><th>Call</th><th>Path</th><th>Status</th><th>Took</th></tr></thead><tbody>${rows.join('')}</tbody></table>` : '<p class="soft">None yet: open the orders of a patient</p>'}</section>`,
    { active: '/hooks', style: orderStyle },
  );
}
