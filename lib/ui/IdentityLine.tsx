import { formatDate } from '@/lib/core/dates';

export interface Identity {
  /** Left out on a screen only where the EHR shows the patient around the app (`need_patient_banner`, E10). */
  readonly patient?: { readonly name: string; readonly birthDate?: string; readonly recordNumber?: string };
  readonly level?: string;
}

/** Whose case this is (S4); stays in sight when the page is scrolled. */
export function IdentityLine({ patient, level }: Identity) {
  return (
    <p className="sticky top-0 z-20 flex flex-wrap items-baseline gap-x-3 border-b border-line bg-surface px-(--edge) py-1 max-sm:text-sm">
      {patient && (
        <>
          <strong className="text-base leading-5 font-semibold">{patient.name}</strong>
          <span className="whitespace-nowrap">
            {patient.birthDate ? `born ${formatDate(patient.birthDate)}` : 'birth date not recorded'}
          </span>
          <span className="whitespace-nowrap">{patient.recordNumber ?? 'no record number'}</span>
        </>
      )}
      <span className="font-medium">{level ? `Fracture ${level}` : 'Fracture level not known'}</span>
    </p>
  );
}
