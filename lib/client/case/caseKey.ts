import 'client-only';

/** Where a launch's case is kept in its window. */
export const caseKey = (launchId: string): string => `backcast.case.${launchId}`;
