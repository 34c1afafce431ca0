import 'server-only';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { CounterRow } from '../store/schema';

/** Prometheus metrics of this process; labels are closed lists, so that no request can add a label value. */
export interface CdsMetrics {
  readonly registry: Registry;
  readonly latencySeconds: Histogram<'endpoint' | 'status'>;
  readonly cards: Counter<'kind'>;
  readonly eligibleOrders: Counter<'hook'>;
  readonly feedback: Counter<'outcome' | 'reason'>;
  readonly failures: Counter<'reason'>;
}

/** @param readCounters the counters that all processes share, read at each scrape. */
export function cdsMetrics(readCounters: () => Promise<readonly CounterRow[]>): CdsMetrics {
  const registry = new Registry();
  const registers = [registry];
  new Gauge({
    name: 'backcast_app_events',
    help: 'What clinicians did in the app since the store was made, over all processes: launches, reveals, signatures',
    labelNames: ['event'],
    registers,
    async collect() {
      for (const { name, label, value } of await readCounters())
        if (name === 'app-event') this.set({ event: label }, value);
    },
  });
  return {
    registry,
    latencySeconds: new Histogram({
      name: 'backcast_cds_request_seconds',
      help: 'Time to answer a CDS Hooks request',
      labelNames: ['endpoint', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2],
      registers,
    }),
    cards: new Counter({
      name: 'backcast_cds_cards_total',
      help: 'Cards served, by kind',
      labelNames: ['kind'],
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
    failures: new Counter({
      name: 'backcast_cds_failures_total',
      help: 'Requests refused or failed, by reason',
      labelNames: ['reason'],
      registers,
    }),
  };
}
