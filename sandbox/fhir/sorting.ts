import {
  convertToSearchableDates,
  convertToSearchableQuantities,
  convertToSearchableStrings,
  convertToSearchableTokens,
  type SortRule,
} from '@medplum/core';
import type { FhirResource } from 'fhir/r4';
import { searchParametersOf, type TypeParameter } from './definitions';
import { valuesOf } from './matches';

/** In the order of `_sort`, its first parameter first; what has no value comes before what has one. */
export function sorted(found: readonly FhirResource[], type: string, rules: readonly SortRule[]): FhirResource[] {
  const orders = rules.flatMap(({ code, descending }) => {
    const parameter = searchParametersOf(type).get(code);
    return parameter ? [{ parameter, sign: descending ? -1 : 1 }] : [];
  });
  const keyed = found.map((resource) => ({
    resource,
    keys: orders.map(({ parameter }) => keyOf(resource, parameter)),
  }));
  keyed.sort((a, b) => {
    for (const [index, { sign }] of orders.entries()) {
      const [one, other] = [a.keys[index], b.keys[index]];
      if (one !== other) return (one < other ? -1 : 1) * sign;
    }
    return 0;
  });
  return keyed.map(({ resource }) => resource);
}

function keyOf(resource: FhirResource, parameter: TypeParameter): string | number {
  const values = valuesOf(resource, parameter);
  switch (parameter.type) {
    case 'date':
      return convertToSearchableDates(values)[0]?.start ?? '';
    case 'number':
    case 'quantity':
      return convertToSearchableQuantities(values)[0]?.value ?? Number.NEGATIVE_INFINITY;
    case 'token':
      return convertToSearchableTokens(values)[0]?.value ?? '';
    default:
      return convertToSearchableStrings(values)[0] ?? '';
  }
}
