import type { ReactNode } from 'react';

export type ModelStatus = 'demonstration' | 'research' | 'validated';

const standing: Readonly<Record<ModelStatus, string>> = {
  demonstration: 'Demonstration, not for care.',
  research: 'For research.',
  validated: 'Investigational.',
};

/** For whom, for what, and what it does not do, on every screen (S1); a demonstration model says first that it is one (product.md). */
export function IntendedUse({ status, children }: { readonly status: ModelStatus; readonly children?: ReactNode }) {
  return (
    <p className="border-b border-line bg-raised px-4 py-1 text-attention">
      <strong className="font-semibold">{standing[status]}</strong>{' '}
      {status === 'demonstration' && 'The model learned from simulated patients. '}
      For spine surgeons, before vertebral augmentation. Investigational; it informs and does not decide.
      {children}
    </p>
  );
}
