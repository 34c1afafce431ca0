/** One thing that an app did; queries are kept without their values. */
export interface AuditLine {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly client: string;
}

const maxLines = 500;

/** What apps read and wrote, newest first, for the audit screen. */
export class AuditLog {
  private readonly lines: AuditLine[] = [];

  constructor(private readonly now: () => Date) {}

  note(method: string, path: string, search: string, status: number, client: string): void {
    const names = [...new URLSearchParams(search).keys()];
    const shown = names.length > 0 ? `${path}?${[...new Set(names)].join('&')}` : path || 'Bundle';
    this.lines.unshift({ at: this.now().toISOString(), method, path: shown, status, client });
    this.lines.length = Math.min(this.lines.length, maxLines);
  }

  get newestFirst(): readonly AuditLine[] {
    return this.lines;
  }
}
