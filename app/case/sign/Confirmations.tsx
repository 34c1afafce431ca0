import { countUnknown, inputsUsed } from '@/lib/client/sign/inputsUsed';
import { formatDate } from '@/lib/core/dates';
import type { SignedCase } from '@/lib/fhir/write/signedCase';
import { Disclosure } from '@/lib/ui/Disclosure';

/** What a signer states, each on its own (P6). */
export const confirmations = [
  { id: 'identity', say: identityOf },
  { id: 'level', say: ({ level }: SignedCase) => `The fracture to be treated is at ${level}.` },
  {
    id: 'inputs',
    say: ({ edits }: SignedCase) =>
      edits.length > 0 ? `The inputs are right, with ${edits.length} corrected.` : 'The inputs are right.',
  },
  { id: 'outline', say: ({ level }: SignedCase) => `I looked at the outline of ${level} and accepted it.` },
] as const;

/** Two people of the same name are told apart by the rest (S4). */
function identityOf({ patientName, birthDate, recordNumber }: SignedCase): string {
  const born = birthDate ? `born ${formatDate(birthDate)}` : 'date of birth unknown';
  return `This is the case of ${patientName}, ${born}, record number ${recordNumber ?? 'unknown'}.`;
}

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
        <div key={id} className="clear-left border-t border-line py-2">
          <label className="flex min-h-10 items-center gap-3">
            <input
              type="checkbox"
              className="size-5 shrink-0 accent-accent"
              checked={confirmed.has(id)}
              onChange={({ target }) => onConfirm(id, target.checked)}
            />
            {say(signed)}
          </label>
          {id === 'inputs' && <InputsUsed inputs={signed.estimate.inputs} />}
        </div>
      ))}
    </fieldset>
  );
}

function InputsUsed({ inputs }: Pick<SignedCase['estimate'], 'inputs'>) {
  const unknown = countUnknown(inputs);
  return (
    <Disclosure title={`Inputs used: ${inputs.length}, ${unknown === 0 ? 'none' : unknown} unknown`}>
      <dl className="grid grid-cols-[minmax(0,1fr)_auto]">
        {inputsUsed(inputs).map(({ name, label, value }) => (
          <div key={name} className="contents">
            <dt className="border-t border-line py-1 text-soft wrap-anywhere">{label}</dt>
            <dd className="border-t border-line py-1 pl-4 text-right">{value}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  );
}
