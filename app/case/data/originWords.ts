import { formatAge } from '@/lib/core/dates';

/** In days, as limits count, beside the months or years that a person counts in (P1). */
export const ageInWords = (days: number): string => (days > 60 ? `${formatAge(days)} (${days} days)` : formatAge(days));

/** Whether the name of a source says more than the label or the value that it stands beside. */
export const saysMore = (display: string, beside: readonly string[]): boolean =>
  !beside.some((said) => said.toLowerCase().startsWith(display.toLowerCase()));
