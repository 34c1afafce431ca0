import 'client-only';
import { unitInPrint } from '@/lib/core/inPrint';
import type { ModelInputValue } from '@/lib/model/assessment';
import type { EditableInput } from '../case/caseState';
import { editableInputs } from '../case/editableInputs';

/** An input as the estimate used it, in the words of the data screen. */
export interface InputUsed {
  readonly name: string;
  readonly label: string;
  readonly value: string;
}

export const inputsUsed = (inputs: readonly ModelInputValue[]): readonly InputUsed[] =>
  inputs.map((input) => ({ name: input.name, label: input.label, value: words(input) }));

export const countUnknown = (inputs: readonly ModelInputValue[]): number =>
  inputs.filter(({ value }) => value === 'unknown').length;

function words({ name, value, group, edited }: ModelInputValue): string {
  if (value === 'unknown') return 'unknown';
  const said = group === 'radiomics' ? value.toPrecision(4) : inWords(name, value);
  return edited ? `${said}, corrected` : said;
}

/** Inputs of yes and no are 1 and 0 to the model, also those that the data screen does not let anyone correct. */
function inWords(name: string, value: number): string {
  if (name in editableInputs) {
    const { kind, unit, say } = editableInputs[name as EditableInput];
    const said = say(kind === 'yes-no' ? value === 1 : value);
    return unit ? `${said} ${unitInPrint(unit)}` : said;
  }
  if (name === 'ageYears') return `${Math.floor(value)} years`;
  if (name === 'sex') return value === 1 ? 'Yes' : 'No';
  if (name === 'cleft') return value === 1 ? 'Present' : 'Absent';
  return String(value);
}
