/** What `npm audit --json` found: it passes without high or critical advisories; `unanswered` when the registry gave no report. */
export type AuditVerdict = 'unanswered' | 'passes' | 'fails';

export function judgeAudit(output: string): AuditVerdict {
  const counts = severityCounts(output);
  if (typeof counts?.high !== 'number' || typeof counts.critical !== 'number') return 'unanswered';
  return counts.high + counts.critical === 0 ? 'passes' : 'fails';
}

interface AuditOutput {
  readonly metadata?: { readonly vulnerabilities?: { readonly high?: unknown; readonly critical?: unknown } };
}

function severityCounts(output: string) {
  try {
    return (JSON.parse(output) as AuditOutput | null)?.metadata?.vulnerabilities;
  } catch {
    return undefined;
  }
}
