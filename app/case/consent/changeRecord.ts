import type { ConsentEvent, ConsentRecord } from '@/lib/consent/consentRecord';

/** Changes the record, and keeps an event worth remembering with its time. */
export type ChangeRecord = (change: Partial<ConsentRecord>, what?: ConsentEvent) => void;
