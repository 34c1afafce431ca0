/** Faults and choices that the sandbox's screens turn on, to see how an app copes; all off at the start. */
export interface Switches {
  latencyMs: number;
  /** Every FHIR request is answered with this status; 0 is off. */
  failWith: 0 | 401 | 403 | 404 | 500 | 503;
  /** The next write is done, and its answer is dropped. */
  dropAfterCommit: boolean;
  tokensExpireIn30s: boolean;
  readOnlyScopes: boolean;
  noRiskAssessment: boolean;
  refuseConsent: boolean;
  patientBanner: boolean;
  darkStyle: boolean;
  /** Apps may hand drafts to the chart's page (SMART Web Messaging). */
  scratchpad: boolean;
  /** Frames of the app get cookies and a storage that are theirs alone, and end with them (credentialless iframe). */
  partitionedFrames: boolean;
  pacsSlow: boolean;
  pacsTruncated: boolean;
  pacsEmpty: boolean;
  pacsLoginPage: boolean;
  pacsBusy: boolean;
  pacsRefusesStore: boolean;
}

export const defaultSwitches: Readonly<Switches> = {
  latencyMs: 0,
  failWith: 0,
  dropAfterCommit: false,
  tokensExpireIn30s: false,
  readOnlyScopes: false,
  noRiskAssessment: false,
  refuseConsent: false,
  patientBanner: true,
  darkStyle: false,
  scratchpad: false,
  partitionedFrames: false,
  pacsSlow: false,
  pacsTruncated: false,
  pacsEmpty: false,
  pacsLoginPage: false,
  pacsBusy: false,
  pacsRefusesStore: false,
};

export const switchLabels: Readonly<Record<keyof Switches, string>> = {
  latencyMs: 'Delay of every FHIR answer, ms',
  failWith: 'Answer FHIR requests with status',
  dropAfterCommit: 'Drop the answer of the next write, after it was done',
  tokensExpireIn30s: 'Tokens expire after 30 seconds',
  readOnlyScopes: 'Grant read scopes only',
  noRiskAssessment: 'RiskAssessment is not supported',
  refuseConsent: 'Refuse consent at the next launch',
  patientBanner: 'The app must show the patient banner',
  darkStyle: 'Dark style',
  scratchpad: 'The chart takes drafts from apps (SMART Web Messaging, scratchpad)',
  partitionedFrames: 'Frames share no cookies or storage with others (partitioned, Chromium)',
  pacsSlow: 'PACS answers after 5 seconds',
  pacsTruncated: 'PACS cuts images off',
  pacsEmpty: 'PACS sends no images',
  pacsLoginPage: 'PACS answers with a login page',
  pacsBusy: 'PACS is busy (503)',
  pacsRefusesStore: 'PACS refuses to store',
};
