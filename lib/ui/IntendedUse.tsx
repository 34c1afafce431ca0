import type { ReactNode } from 'react';

export type ModelStatus = 'demonstration' | 'research' | 'validated';

const standing: Readonly<Record<ModelStatus, string>> = {
  demonstration: 'Demonstration, not for care.',
  research: 'For research.',
  validated: '',
};
const forWhom = 'For spine surgeons, before vertebral augmentation.';

/**
 * For whom, for what, and what it does not do, on every screen (S1); a demonstration model says first that it is one
 * (product.md). On a small screen the first words stand and the others are one press away.
 */
export function IntendedUse({ status, children }: { readonly status: ModelStatus; readonly children?: ReactNode }) {
  const first = <strong className="font-semibold">{standing[status]} </strong>;
  const learned = status === 'demonstration' && 'The model learned from simulated patients. ';
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 border-b border-line bg-raised px-(--edge) py-1 text-attention">
      <p className="max-[720px]:hidden print:block">
        {first}
        {learned}
        {forWhom} Investigational; it informs and does not decide.
      </p>
      <details className="min-[720px]:hidden print:hidden">
        <summary className="min-h-6">{first}Investigational; it informs.</summary>
        <p>
          {learned}
          {forWhom} It informs and does not decide.
        </p>
      </details>
      {children}
    </div>
  );
}
