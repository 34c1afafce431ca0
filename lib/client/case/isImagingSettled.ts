import 'client-only';
import type { CaseState } from './caseState';

/** Whether a result can be worked out: of an outline that was accepted, or as the abstention of a case that goes on without one. */
export const isImagingSettled = ({ imaging, withoutScan }: Pick<CaseState, 'imaging' | 'withoutScan'>): boolean =>
  imaging !== undefined || withoutScan !== undefined;
