import 'server-only';
import type { SuggestedOrder } from '@/lib/fhir/write/draftOrder';
import type { Pseudonymise } from '../store/pseudonym';

/** Uuids of suggestions, worked out from card and order by the store's key (RFC 9562 section 5.8, version 8). */
export const suggestionUuids =
  (pseudonymise: Pseudonymise) =>
  (cardUuid: string, order: SuggestedOrder): string => {
    const hex = pseudonymise('suggestion', cardUuid, order);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
