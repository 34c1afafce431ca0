/** Classes of a button of the care team's bar. */
export const barButton = 'min-h-9 rounded-md border border-line bg-raised px-3 disabled:text-soft';
