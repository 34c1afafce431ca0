export interface Identity {
  readonly name: string;
  readonly birthDate?: string;
  readonly recordNumber?: string;
  readonly level?: string;
}

/** Whose case this is, on every screen and print (S4). */
export function IdentityLine({ name, birthDate, recordNumber, level }: Identity) {
  return (
    <p className="flex flex-wrap gap-x-3 leading-5">
      <strong className="font-semibold">{name}</strong>
      <span>{birthDate ? `born ${birthDate}` : 'birth date not recorded'}</span>
      <span>{recordNumber ?? 'no record number'}</span>
      <span>{level ? `Fracture ${level}` : 'Fracture level not known'}</span>
    </p>
  );
}
