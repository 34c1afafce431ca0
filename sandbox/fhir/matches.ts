import type { FhirResource } from 'fhir/r4';
import { invalid } from './outcome';
import type { SearchParameter } from './searchParameters';

/** Whether a resource meets one parameter; the values of the query are alternatives (FHIR R4 search, "or"). */
export function matches(resource: FhirResource, parameter: SearchParameter, wanted: string, baseUrl: string): boolean {
  const alternatives = wanted.split(',');
  const own = parameter.values(resource as never).filter((value) => value !== undefined && value !== null);
  return alternatives.some((alternative) =>
    own.some((value) => tests[parameter.type](value as never, alternative, baseUrl)),
  );
}

const tests: Readonly<Record<SearchParameter['type'], (value: never, wanted: string, baseUrl: string) => boolean>> = {
  token: matchesToken,
  reference: matchesReference,
  date: matchesDate,
  quantity: matchesQuantity,
  string: (value: string, wanted) => value.toLowerCase().startsWith(wanted.toLowerCase()),
};

interface TokenLike {
  readonly coding?: readonly TokenLike[];
  readonly system?: string;
  readonly code?: string;
  readonly value?: string;
}

/** code, system|code, |code (no system) or system| (FHIR R4 search, "token"). */
function matchesToken(value: TokenLike | string | boolean, wanted: string): boolean {
  if (typeof value !== 'object') return String(value) === wanted.replace(/^[^|]*\|/, '');
  if (value.coding) return value.coding.some((coding) => matchesToken(coding, wanted));
  const code = value.code ?? value.value;
  if (!wanted.includes('|')) return code === wanted;
  const [system, wantedCode] = wanted.split('|');
  return (value.system ?? '') === system && (wantedCode === '' || code === wantedCode);
}

/** Type/id, an absolute URL below this server, or a bare id. */
function matchesReference(value: { reference?: string }, wanted: string, baseUrl: string): boolean {
  const relative = (text: string): string => text.replace(`${baseUrl}/`, '').split('/_history/')[0];
  const own = relative(value.reference ?? '');
  const target = relative(wanted);
  return target.includes('/') ? own === target : own.split('/')[1] === target;
}

const prefixPattern = /^(eq|ne|gt|ge|lt|le)?(.+)$/;

/** Compares instants at the precision of the query: ge2026-03 is from the first of March (FHIR R4 search, "date"). */
function matchesDate(value: string, wanted: string): boolean {
  const [, prefix = 'eq', text] = prefixPattern.exec(wanted) ?? [];
  if (!/^\d{4}(-\d{2}(-\d{2}(T.+)?)?)?$/.test(text ?? '')) throw invalid(`"${wanted}" is not a date`);
  const own = value.slice(0, text.length);
  return compare(own < text ? -1 : own > text ? 1 : 0, prefix);
}

/** [prefix]number|system|code (FHIR R4 search, "quantity"). */
function matchesQuantity(
  value: { value?: number; system?: string; code?: string; unit?: string },
  wanted: string,
): boolean {
  const [amount, system, code] = wanted.split('|');
  const [, prefix = 'eq', text] = prefixPattern.exec(amount) ?? [];
  if (!text || Number.isNaN(Number(text))) throw invalid(`"${wanted}" is not a quantity`);
  if (system && value.system !== system) return false;
  if (code && value.code !== code && value.unit !== code) return false;
  return value.value !== undefined && compare(Math.sign(value.value - Number(text)), prefix);
}

function compare(sign: number, prefix: string): boolean {
  switch (prefix) {
    case 'gt':
      return sign > 0;
    case 'ge':
      return sign >= 0;
    case 'lt':
      return sign < 0;
    case 'le':
      return sign <= 0;
    case 'ne':
      return sign !== 0;
    default:
      return sign === 0;
  }
}
