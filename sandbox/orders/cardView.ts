import { escapeHtml } from '../http';
import type { CdsCard, CdsLink } from './cdsHooks';
import type { ShownCard } from './orderDesk';

const kinds: Readonly<Record<CdsCard['indicator'], { readonly word: string; readonly shape: string }>> = {
  info: { word: 'For information', shape: '<circle cx="8" cy="8" r="6.5"/><path d="M8 7v4.5M8 4.6v.4"/>' },
  warning: { word: 'Please note', shape: '<path d="M8 1.8 15 14H1Z"/><path d="M8 6v4M8 11.8v.4"/>' },
  critical: {
    word: 'Critical',
    shape: '<path d="M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5Z"/><path d="M8 4v5M8 11.5v.4"/>',
  },
};

/** A card as this EHR shows it: beside the order and never in its way, each answer one press away. */
export function cardView({ card, order, hook, accepted }: ShownCard): string {
  const { word, shape } = kinds[card.indicator];
  const suggestions = (card.suggestions ?? []).map(
    ({ uuid, label }) =>
      `<form method="post" action="/cards/${card.uuid}/accept"><input type="hidden" name="suggestion" value="${escapeHtml(uuid)}"><button class="main">${escapeHtml(label)}</button></form>`,
  );
  const links = (card.links ?? []).map((link, index) => linkButton(link, card.uuid, index));
  const done = accepted.map((label) => `<p class="done">Added to the orders: ${escapeHtml(label)}</p>`);
  return `<section class="card ${card.indicator}" aria-label="Decision support" data-hook="${hook}" data-order="${order}">
<h2><svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.6" aria-hidden="true">${shape}</svg>${word} <span class="soft">from ${sourceLink(card.source)}</span></h2>
<p class="summary">${escapeHtml(card.summary)}</p><p>${markdown(card.detail ?? '')}</p>
${done.join('')}<div class="doing">${suggestions.join('')}${links.join('')}</div>${done.length > 0 ? closeForm(card) : overrideForm(card)}</section>`;
}

const closeForm = ({ uuid }: CdsCard): string =>
  `<form method="post" action="/cards/${uuid}/close" class="aside"><button>Close this card</button></form>`;

function overrideForm(card: CdsCard): string {
  const reasons = (card.overrideReasons ?? []).map(
    ({ code, display }) => `<option value="${escapeHtml(code)}">${escapeHtml(display)}</option>`,
  );
  return `<form method="post" action="/cards/${card.uuid}/override" class="aside"><label>Set aside because <select name="reason" required><option value="">Choose a reason</option>${reasons.join('')}</select></label>
<label>Comment <input name="comment" maxlength="400"></label><button>Set aside</button></form>`;
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
