import 'server-only';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { overrideReasons } from '@/lib/cds/overrideReasons';
import type { AuditState } from '../store/auditWatch';
import type { CardCounts } from '../store/cardCounts';
import type { CounterRow } from '../store/schema';

/** Prometheus metrics of this process; labels are closed lists, so that no request can add a label value. */
export interface CdsMetrics {
  readonly registry: Registry;
  readonly latencySeconds: Histogram<'endpoint' | 'status'>;
  readonly cards: Counter<'kind' | 'hook'>;
  readonly eligibleOrders: Counter<'hook'>;
  readonly feedback: Counter<'outcome' | 'reason'>;
  readonly failures: Counter<'reason'>;
}

/** What all processes share, read at each scrape. */
export interface StoreReadings {
  readonly counters: readonly CounterRow[];
  readonly cardCounts: CardCounts;
  readonly audit: AuditState;
  readonly openDisagreements: number;
}

/** @param readStore undefined while there is no store; where it fails, the metrics of this process are shown all the same. */
export function cdsMetrics(readStore: () => Promise<StoreReadings | undefined>): CdsMetrics {
  const registry = new Registry();
  const registers = [registry];
  const failures = new Counter({
    name: 'backcast_cds_failures_total',
    help: 'Requests refused or failed, by reason',
    labelNames: ['reason'],
    registers,
  });
  storeGauges(registers, async () => {
    try {
      return await readStore();
    } catch {
      failures.inc({ reason: 'store-unreadable' });
      return undefined;
    }
  });
  return {
    registry,
    failures,
    latencySeconds: new Histogram({
      name: 'backcast_cds_request_seconds',
      help: 'Time to answer a CDS Hooks request',
      labelNames: ['endpoint', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2],
      registers,
    }),
    cards: new Counter({
      name: 'backcast_cds_cards_total',
      help: 'Cards served, by kind and hook',
      labelNames: ['kind', 'hook'],
      registers,
    }),
    eligibleOrders: new Counter({
      name: 'backcast_cds_eligible_orders_total',
      help: 'Augmentation orders seen, the denominator of cards served',
      labelNames: ['hook'],
      registers,
    }),
    feedback: new Counter({
      name: 'backcast_cds_feedback_total',
      help: 'Feedback on cards, by outcome and listed override reason',
      labelNames: ['outcome', 'reason'],
      registers,
    }),
  };
}

/** All gauges of one scrape share one reading. */
function storeGauges(registers: Registry[], read: () => Promise<StoreReadings | undefined>): void {
  let pending: Promise<StoreReadings | undefined> | undefined;
  const readOnce = () => {
    pending ??= read().finally(() => {
      pending = undefined;
    });
    return pending;
  };
  const gauge = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    valuesOf: (readings: StoreReadings) => readonly (readonly [labels: Record<Label, string>, value: number])[],
  ) =>
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers,
      async collect() {
        const readings = await readOnce();
        this.reset();
        // Without labels a reset means 0, and a chain of no events would be an alarm: what is not known is no number.
        if (!readings && labelNames.length === 0) this.set(Number.NaN);
        for (const [labels, value] of readings ? valuesOf(readings) : []) this.inc(labels, value);
      },
    });
  gauge(
    'backcast_app_events',
    'What clinicians did in the app since the store was made, over all processes: launches, reveals, signatures',
    ['event'],
    ({ counters }) =>
      counters.filter(({ name }) => name === 'app-event').map(({ label, value }) => [{ event: label }, value]),
  );
  gauge(
    'backcast_cds_cards_90d',
    'Cards of the last 90 days over all processes, by what became of them and why they were overridden',
    ['kind', 'outcome', 'reason'],
    ({ cardCounts }) =>
      cardCounts.cards.map(({ count, reason, ...labels }) => [{ ...labels, reason: listed(reason) }, count]),
  );
  gauge(
    'backcast_cds_accepted_suggestions_90d',
    'Suggestions accepted from cards of the last 90 days, over all processes',
    ['suggestion'],
    ({ cardCounts }) => cardCounts.acceptedSuggestions.map(({ suggestion, count }) => [{ suggestion }, count]),
  );
  gauge(
    'backcast_cds_orders_with_card_90d',
    'Orders that the cards of the last 90 days were for, over all processes',
    [],
    ({ cardCounts }) => [[{}, cardCounts.orders]],
  );
  gauge(
    'backcast_disagreements_open',
    'Disagreements with an estimate that nobody has settled yet, over all processes',
    [],
    ({ openDisagreements }) => [[{}, openDisagreements]],
  );
  gauge('backcast_audit_events', 'Length of the audit chain: it only grows', [], ({ audit }) => [[{}, audit.events]]);
  gauge(
    'backcast_audit_broken_at',
    'First event of the audit chain that was changed or removed, as of the last check; 0 if none',
    [],
    ({ audit }) => [[{}, audit.brokenAt]],
  );
}

/** The closed list of reasons, whatever a client sent. */
export const listed = (reason: string | undefined): string =>
  overrideReasons.find(({ code }) => code === reason)?.code ?? (!reason || reason === 'none' ? 'none' : 'unlisted');
