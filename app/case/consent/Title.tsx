import type { ReactNode } from 'react';

/** Heading of a part of the patient view; it grows with the chosen size of the words. */
export function Title({ children }: { readonly children: ReactNode }) {
  return <h2 className="text-[1.2em] leading-snug font-semibold">{children}</h2>;
}
