const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const millisecondsPerDay = 86_400_000;

/** A FHIR date or dateTime, whole or partial; what comes from elsewhere need not be one. */
export const isIsoDate = (text: unknown): text is string =>
  typeof text === 'string' && /^\d{4}(-(0[1-9]|1[0-2])(-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?)?)?$/.test(text);

/** "5 Mar 2026" from an ISO date or dateTime, read as written (no time-zone shift); "Mar 2026" or "2026" if that is all it says. */
export function formatDate(iso: string): string {
  const [year, month, day] = iso.slice(0, 10).split('-');
  if (!month) return year;
  const monthName = months[Number(month) - 1];
  return day ? `${Number(day)} ${monthName} ${year}` : `${monthName} ${year}`;
}

/** "5 Mar 2026, 14:05" of an instant, as the reader's own clock says it. */
export const formatDateAndTime = (iso: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(iso));

/** Whole days from an ISO date or dateTime to `now`; a partial date counts from its first day. Negative in the future. */
export function ageInDays(iso: string, now: Date): number {
  const [year, month = '01', day = '01'] = iso.slice(0, 10).split('-');
  const then = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  return Math.round((today - then) / millisecondsPerDay);
}

/** "today", "12 days ago", "8 months ago", "3 years ago": days to 60, then months to 24, then years. */
export function formatAge(days: number): string {
  if (days < 0) return 'in the future';
  if (days === 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days <= 60) return `${days} days ago`;
  const monthCount = Math.floor(days / 30.4375);
  if (monthCount < 24) return `${monthCount} months ago`;
  return `${Math.floor(days / 365.25)} years ago`;
}
