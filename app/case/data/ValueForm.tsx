import { useId, useState } from 'react';
import type { InputEdit } from '@/lib/client/case/caseState';
import type { EditableField } from '@/lib/client/case/editableInputs';
import { unitInPrint } from '@/lib/core/inPrint';
import { Button } from '@/lib/ui/Button';

interface ValueFormProps {
  readonly field: EditableField;
  readonly today: string;
  readonly onSave: (correction: Pick<InputEdit, 'value' | 'measuredOn' | 'reason'>) => void;
  readonly onCancel: () => void;
}

/** A value, when it was measured where that counts, and the reason; it is sent when nothing is missing. */
export function ValueForm({ field, today, onSave, onCancel }: ValueFormProps) {
  const id = useId();
  const [value, setValue] = useState('');
  const [measuredOn, setMeasuredOn] = useState('');
  const [reason, setReason] = useState('');
  const dated = field.kind === 'number' && field.dated;
  const missing = missingIn(field, value, dated, measuredOn, today, reason);
  const save = () => {
    const corrected = field.kind === 'number' ? Number(value) : value === 'yes';
    onSave({ value: corrected, reason: reason.trim(), ...(dated && { measuredOn }) });
  };
  return (
    <form
      className="grid gap-2 border-t border-line pt-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing) save();
      }}
    >
      <label htmlFor={`${id}-value`} className="grid gap-1">
        {field.label}
        {field.unit && ` (${unitInPrint(field.unit)})`}
        {field.kind === 'number' ? (
          <input
            id={`${id}-value`}
            type="number"
            min={field.min}
            max={field.max}
            step={field.step}
            value={value}
            onChange={(event) => setValue(event.target.value)}
            className={box}
          />
        ) : (
          <select id={`${id}-value`} value={value} onChange={(event) => setValue(event.target.value)} className={box}>
            <option value="">Choose</option>
            <option value="yes">Yes</option>
            <option value="no">No</option>
          </select>
        )}
      </label>
      {dated && (
        <label htmlFor={`${id}-date`} className="grid gap-1">
          Measured on
          <input
            id={`${id}-date`}
            type="date"
            max={today}
            value={measuredOn}
            onChange={(event) => setMeasuredOn(event.target.value)}
            className={box}
          />
        </label>
      )}
      <label htmlFor={`${id}-reason`} className="grid gap-1">
        Reason, and where the value is from
        <input
          id={`${id}-reason`}
          value={reason}
          maxLength={300}
          onChange={(event) => setReason(event.target.value)}
          className={box}
        />
      </label>
      {missing && (
        <p id={`${id}-missing`} className="text-soft">
          {missing}
        </p>
      )}
      <div className="flex gap-2">
        <Button
          look="primary"
          type="submit"
          disabled={missing !== undefined}
          describedBy={missing ? `${id}-missing` : undefined}
        >
          Use this value
        </Button>
        <Button onPress={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}

const box = 'min-h-9 min-w-0 rounded-md border border-soft bg-surface px-2';

/** In one sentence what is still missing, or nothing. */
function missingIn(
  field: EditableField,
  value: string,
  dated: boolean,
  measuredOn: string,
  today: string,
  reason: string,
): string | undefined {
  if (value === '') return 'Enter the value.';
  if (field.kind === 'number' && !(Number(value) >= field.min && Number(value) <= field.max))
    return `The value lies between ${field.min} and ${field.max}.`;
  if (dated && (!measuredOn || measuredOn > today)) return 'Enter when it was measured.';
  return reason.trim().length < 3 ? 'Enter a reason.' : undefined;
}
