import {
  convertToSearchableNumbers,
  convertToSearchableQuantities,
  type Filter,
  splitSearchOnComma,
  type TypedValue,
} from '@medplum/core';
import { invalid } from './outcome';

interface Wanted {
  readonly amount: number;
  /** Half of the last digit that was written: "-3.1" means from -3.15 to -3.05. */
  readonly halfDigit: number;
  readonly system: string;
  readonly code: string;
}

/**
 * `[prefix]number`, `[prefix]number|system|code` (FHIR R4 search, "number", "quantity" and "prefixes"), which Medplum's
 * matcher leaves out.
 */
export function amountTest({ operator, value }: Filter): (values: TypedValue[]) => boolean {
  const alternatives = splitSearchOnComma(value).map(parse);
  return (values) => {
    const ranges = convertToSearchableNumbers(values);
    const quantities = convertToSearchableQuantities(values);
    return alternatives.some(
      (wanted) =>
        ranges.some(([low, high]) => compare(low ?? -Infinity, high ?? Infinity, operator, wanted)) ||
        quantities.some(
          (own) =>
            own.value !== undefined &&
            (!wanted.system || own.system === wanted.system) &&
            (!wanted.code || own.code === wanted.code || own.unit === wanted.code) &&
            compare(own.value, own.value, operator, wanted),
        ),
    );
  };
}

function parse(text: string): Wanted {
  const [digits, system = '', code = ''] = text.split('|');
  const [, decimals = '', exponent = '0'] = /^[+-]?\d+(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(digits) ?? [];
  const amount = Number(digits);
  if (digits.trim() === '' || !Number.isFinite(amount)) throw invalid(`"${text}" is not a number`);
  return { amount, halfDigit: 0.5 * 10 ** (Number(exponent) - decimals.length), system, code };
}

/** A value, or a range of them, against what is wanted; the digits that were written count for equality only. */
function compare(low: number, high: number, operator: Filter['operator'], { amount, halfDigit }: Wanted): boolean {
  const within = (half: number) => low >= amount - half && high <= amount + half;
  switch (operator) {
    case 'gt':
      return high > amount;
    case 'ge':
      return high >= amount;
    case 'lt':
      return low < amount;
    case 'le':
      return low <= amount;
    case 'sa':
      return low > amount;
    case 'eb':
      return high < amount;
    case 'ap':
      return within(Math.abs(amount) / 10);
    case 'ne':
      return !within(halfDigit);
    default:
      return within(halfDigit);
  }
}
