import type { ReactNode } from 'react';
import type { ModelStatus } from '@/lib/core/modelStatus';

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
    <div className="border-b border-line bg-raised px-(--edge) py-1 text-attention">
      {/* The text flows around what is offered beside it, which so takes no line of its own. */}
      {children && <span className="float-end ms-3">{children}</span>}
      <p className="max-[720px]:hidden print:block">
        {first}
        {learned}
        {forWhom} Investigational; it informs and does not decide.
      </p>
      <details className="min-[720px]:hidden print:hidden">
        <summary className="block min-h-6 cursor-pointer">
          {first}Investigational; it informs. <span className="underline underline-offset-2">More</span>
        </summary>
        <p>
          {learned}
          {forWhom} It informs and does not decide.
        </p>
      </details>
    </div>
  );
}
