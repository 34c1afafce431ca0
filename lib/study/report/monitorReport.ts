import type { Estimated } from '../metrics/uncertainty';
import type { EventCounts, Judged, MonitorResult } from '../monitor/monitorResult';
import { plot } from './figures';
import { type Cells, digits, escapeHtml, paragraph, percent, section, table, withInterval } from './format';
import { htmlPage } from './page';

/** A site's monitoring as one HTML file, each figure with its table (S23). */
export function monitorHtml(result: MonitorResult, model: string): string {
  return htmlPage(
    `Monitoring: ${model}`,
    monitorVerdict(result),
    alarmList(result),
    performanceSection(result),
    shareSection(result),
    monthSection(result),
    groupSection(result),
    driftSection(result),
  );
}

/** The first sentence of the page, and what the command prints. */
export function monitorVerdict({ performance, counts, alarms, cases, from, to }: MonitorResult): string {
  const when = `${cases} cases from ${from} to ${to}; ${counts.patients} estimates with a known outcome, ${counts.events} of them with pain.`;
  if (performance === 'too few to judge') return `${when} Too few to judge how well the model does.`;
  const { observedToExpected: ratio } = performance;
  const told = alarms.length === 1 ? '1 limit is passed' : `${alarms.length || 'No'} limits are passed`;
  return `${when} Observed to expected ${withInterval(ratio, 2)}. ${told}.`;
}

function alarmList({ alarms }: MonitorResult): string {
  if (alarms.length === 0) return paragraph('No limit that was set is passed.');
  const items = alarms.map(({ message }) => `<li>${escapeHtml(message)}</li>`).join('');
  return `<div class="warning"><p>Limits that are passed:</p><ul>${items}</ul></div>`;
}

function performanceSection({ performance, counts }: MonitorResult): string {
  const rows: Cells[] = [
    ['Estimates with a known outcome', counts.patients],
    ['Events, observed', counts.events],
    ['Events, expected', digits(counts.expected, 1)],
  ];
  if (performance !== 'too few to judge')
    rows.push(
      ['Observed to expected', withInterval(performance.observedToExpected, 2)],
      ['Calibration intercept (0 is right)', withInterval(performance.intercept, 2)],
      ['Calibration slope (1 is right)', withInterval(performance.slope, 2)],
      ['Brier score (lower is better)', digits(performance.brier, 4)],
      ['AUROC', withInterval(performance.auroc)],
    );
  return section(
    'Estimates against outcomes',
    performance === 'too few to judge' ? paragraph('Too few to judge: 50 events and 50 without are needed.') : '',
    table('With 95 % intervals', ['What', 'Value'], rows),
  );
}

function shareSection({ abstained, flagged, flagAt, outlineEdited, followedUp }: MonitorResult): string {
  const row = (name: string, { value, low, high }: Estimated): Cells => [
    name,
    percent(value),
    `${percent(low)} to ${percent(high)}`,
  ];
  return section(
    'What was answered',
    table(
      'Shares, with 95 % intervals',
      ['What', 'Share', 'Interval'],
      [
        row('Abstentions', abstained),
        row(`Estimates of ${Math.round(100 * flagAt)} of 100 or more`, flagged),
        row('Outlines that a clinician edited', outlineEdited),
        row('Estimates whose outcome is known', followedUp),
      ],
    ),
  );
}

function monthSection({ months }: MonitorResult): string {
  const most = Math.max(1, ...months.flatMap(({ events, expected }) => [events, expected]));
  const axes = {
    title: 'Events by month',
    description: 'Events that were observed and the sum of the chances that were shown, by month of the answer.',
    x: { label: 'Month, from the first', from: 1, to: Math.max(2, months.length) },
    y: { label: 'Events', from: 0, to: Math.ceil(most) },
  };
  const points = (of: (counts: EventCounts) => number) => months.map((month, i) => [i + 1, of(month)] as const);
  return section(
    'By month',
    plot('months', axes, [
      { label: 'Observed', style: 'line', points: points(({ events }) => events) },
      { label: 'Expected', style: 'line', points: points(({ expected }) => expected) },
    ]),
    table(
      'By month of the answer',
      ['Month', 'Cases', 'Abstentions', 'Outcome known', 'Events', 'Expected'],
      months.map(({ month, cases, abstained, patients, events, expected }) => [
        month,
        cases,
        abstained,
        patients,
        events,
        digits(expected, 1),
      ]),
    ),
  );
}

const judged = <T>(value: Judged<T>, text: (value: T) => string): string =>
  value === 'too few to judge' ? 'too few to judge' : text(value as T);

function groupSection({ groups }: MonitorResult): string {
  return section(
    'In groups',
    groups.length === 0 ? paragraph('The table of cases has no column "group:...".') : '',
    table(
      'Estimates with a known outcome',
      ['Group', 'Patients', 'Events', 'Expected', 'Observed to expected'],
      groups.map(({ by, group, patients, events, expected, observedToExpected }) => [
        `${by}: ${group}`,
        patients,
        events,
        digits(expected, 1),
        judged(observedToExpected, (ratio) => withInterval(ratio, 2)),
      ]),
    ),
  );
}

function driftSection({ drift }: MonitorResult): string {
  return section(
    'Inputs against the training patients',
    table(
      'Population stability index (0 is the same)',
      ['Input', 'Index'],
      drift.map(({ input, psi }) => [input, judged(psi, (value) => digits(value, 3))]),
    ),
  );
}
