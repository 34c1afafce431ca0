/** A state is always shape, word and colour together (R16). */
export type MarkState = 'ok' | 'attention' | 'stop' | 'unknown';

const shapes: Readonly<Record<MarkState, { readonly path: string; readonly dash?: string }>> = {
  ok: { path: 'M3 8.5 6.5 12 13 4.5' },
  attention: { path: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM8 4.5V8l2.5 2' },
  stop: { path: 'M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2ZM5 8h6' },
  unknown: { path: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z', dash: '2.6 2' },
};

const colours: Readonly<Record<MarkState, string>> = {
  ok: 'text-ok',
  attention: 'text-attention',
  stop: 'text-stop',
  unknown: 'text-unknown',
};

export function StateMark({ state, children }: { readonly state: MarkState; readonly children: string }) {
  const { path, dash } = shapes[state];
  return (
    <span className={`inline-flex items-baseline gap-1.5 ${colours[state]}`}>
      <svg
        viewBox="0 0 16 16"
        className="size-4 shrink-0 translate-y-[3px]"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        aria-hidden="true"
      >
        <path d={path} strokeDasharray={dash} />
      </svg>
      <span>{children}</span>
    </span>
  );
}
