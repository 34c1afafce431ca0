import type { SignedCase } from '@/lib/fhir/write/signedCase';

/** What a signer states, each on its own (P6). */
export const confirmations = [
  { id: 'identity', say: ({ patientName }: SignedCase) => `This is the case of ${patientName}.` },
  { id: 'level', say: ({ level }: SignedCase) => `The fracture to be treated is at ${level}.` },
  {
    id: 'inputs',
    say: ({ edits }: SignedCase) =>
      edits.length > 0 ? `The inputs are right, with ${edits.length} corrected.` : 'The inputs are right.',
  },
  { id: 'outline', say: ({ level }: SignedCase) => `I looked at the outline of ${level} and accepted it.` },
] as const;

interface ConfirmationsProps {
  readonly signed: SignedCase;
  readonly confirmed: ReadonlySet<string>;
  readonly onConfirm: (id: string, yes: boolean) => void;
}

export function Confirmations({ signed, confirmed, onConfirm }: ConfirmationsProps) {
  return (
    <fieldset className="rounded-md border border-line bg-raised p-4">
      <legend className="float-left mb-1 w-full text-base font-semibold">I, {signed.signer.name}, confirm</legend>
      {confirmations.map(({ id, say }) => (
        <label key={id} className="clear-left flex min-h-10 items-center gap-3 border-t border-line py-2">
          <input
            type="checkbox"
            className="size-5 shrink-0 accent-accent"
            checked={confirmed.has(id)}
            onChange={({ target }) => onConfirm(id, target.checked)}
          />
          {say(signed)}
        </label>
      ))}
    </fieldset>
  );
}
