'use client';
import { useEffect, useRef, useState } from 'react';
import type { EditableInput, InputEdit } from '@/lib/client/case/caseState';
import { editableInputs } from '@/lib/client/case/editableInputs';
import { loadPart } from '@/lib/client/loadPart';
import { formatDate } from '@/lib/core/dates';
import { unitInPrint, withMinus } from '@/lib/core/inPrint';
import type { Problem } from '@/lib/core/result';
import { Button } from '@/lib/ui/Button';
import type { ValueForm } from './ValueForm';

interface CorrectionProps {
  readonly input: EditableInput;
  /** Whether the chart holds a value. */
  readonly isKnown: boolean;
  readonly edit: InputEdit | undefined;
  /** ISO date of today: a measurement is not of the future. */
  readonly today: string;
  readonly onSave: (input: EditableInput, correction: Pick<InputEdit, 'value' | 'measuredOn' | 'reason'>) => void;
  readonly onRemove: (input: EditableInput) => void;
}

/** A value of the chart can be corrected with a reason; the chart's own stays beside it (S14). */
export function Correction({ input, isKnown, edit, today, onSave, onRemove }: CorrectionProps) {
  // Loaded when it is asked for: the chart page is read before anything in it is changed.
  const [Form, setForm] = useState<typeof ValueForm>();
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState<Problem>();
  const openForm = async () => {
    const code = await loadPart(import('./ValueForm'), 'takes corrections');
    if (code.ok) setForm(() => code.value.ValueForm);
    setOpen(code.ok);
    setFailed(code.ok ? undefined : code.problem);
  };
  const area = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(open);
  const field = editableInputs[input];
  // The control that was pressed is gone: the next thing to do gets the focus, not the top of the page.
  useEffect(() => {
    if (open !== wasOpen.current) focusIn(area.current, open ? 'input, select' : 'button');
    wasOpen.current = open;
  }, [open]);
  const verb = isKnown || edit ? 'Change' : 'Enter';
  return (
    <div ref={area} className="mt-2">
      {Form && open ? (
        <Form
          field={field}
          today={today}
          onCancel={() => setOpen(false)}
          onSave={(correction) => {
            onSave(input, correction);
            setOpen(false);
          }}
        />
      ) : (
        <>
          {edit && (
            <p>
              <span className="font-medium">
                Used instead: {withMinus(field.say(edit.value))}
                {field.unit && ` ${unitInPrint(field.unit)}`}
              </span>
              {edit.measuredOn && `, measured ${formatDate(edit.measuredOn)}`}, edited by {edit.by}: {edit.reason}
            </p>
          )}
          {failed && <p role="alert">{`${failed.message} ${failed.remedy}`}</p>}
          <div className="flex flex-wrap gap-2">
            <Button onPress={openForm} label={`${verb}: ${field.label}`}>
              {verb}
            </Button>
            {edit && (
              <Button
                onPress={() => {
                  onRemove(input);
                  focusIn(area.current, 'button');
                }}
                label={`Use the chart again: ${field.label}`}
              >
                Use the chart again
              </Button>
            )}
          </div>
        </>
      )}
    </div>
  );
}

function focusIn(area: HTMLElement | null, what: string): void {
  area?.querySelector<HTMLElement>(what)?.focus();
}
