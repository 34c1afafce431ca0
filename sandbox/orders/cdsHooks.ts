import type { FhirResource } from 'fhir/r4';

/** The members of CDS Hooks 2.0.1 that this EHR uses, in its own words: it shares no code with the service. */
export type Hook = 'order-select' | 'order-sign';

export interface CdsService {
  readonly id: string;
  readonly hook: string;
  readonly prefetch?: Readonly<Record<string, string>>;
}

export interface CdsSuggestion {
  readonly uuid: string;
  readonly label: string;
  readonly actions?: readonly {
    readonly type: string;
    readonly description: string;
    readonly resource?: FhirResource;
  }[];
}

export interface CdsLink {
  readonly label: string;
  readonly url: string;
  readonly type: 'absolute' | 'smart';
  readonly appContext?: string;
}

export interface OverrideReason {
  readonly code: string;
  readonly system?: string;
  readonly display: string;
}

export interface CdsCard {
  readonly uuid: string;
  readonly summary: string;
  readonly detail?: string;
  readonly indicator: 'info' | 'warning' | 'critical';
  readonly source: { readonly label: string; readonly url?: string };
  readonly suggestions?: readonly CdsSuggestion[];
  readonly selectionBehavior?: 'at-most-one' | 'any';
  readonly overrideReasons?: readonly OverrideReason[];
  readonly links?: readonly CdsLink[];
}

export type CdsFeedback =
  | {
      readonly card: string;
      readonly outcome: 'accepted';
      readonly acceptedSuggestions: readonly { readonly id: string }[];
      readonly outcomeTimestamp: string;
    }
  | {
      readonly card: string;
      readonly outcome: 'overridden';
      readonly overrideReason?: {
        readonly reason?: { readonly code: string; readonly system?: string };
        readonly userComment?: string;
      };
      readonly outcomeTimestamp: string;
    };
