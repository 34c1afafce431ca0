import { formatDate } from '@/lib/core/dates';

export interface Identity {
  /** Left out on a screen only where the EHR shows the patient around the app (`need_patient_banner`, E10). */
  readonly patient?: { readonly name: string; readonly birthDate?: string; readonly recordNumber?: string };
  readonly level?: string;
}

/** Whose case this is (S4). */
export function IdentityLine({ patient, level }: Identity) {
  return (
    <p className="flex flex-wrap gap-x-3 leading-5">
      {patient && (
        <>
          <strong className="font-semibold">{patient.name}</strong>
          <span>{patient.birthDate ? `born ${formatDate(patient.birthDate)}` : 'birth date not recorded'}</span>
          <span>{patient.recordNumber ?? 'no record number'}</span>
        </>
      )}
      <span>{level ? `Fracture ${level}` : 'Fracture level not known'}</span>
    </p>
  );
}
