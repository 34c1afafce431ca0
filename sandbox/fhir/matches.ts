import {
  evalFhirPathTyped,
  type FhirPathAtom,
  type Filter,
  LRUCache,
  matchesSearchRequest,
  parseSearchRequest,
  splitSearchOnComma,
  type TypedValue,
  toTypedValue,
} from '@medplum/core';
import type { FhirResource } from 'fhir/r4';
import { amountTest } from './amounts';
import { searchParametersOf, type TypeParameter } from './definitions';

/** The resource that a reference leads to, if whoever searches may read it. */
export type Follow = (reference: string) => FhirResource | undefined;
export type Test = (resource: FhirResource, follow: Follow) => boolean;

/** What Medplum's matcher, and amounts.ts, understand; a modifier that is not understood must not be passed over. */
const comparisons = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'sa', 'eb', 'ap', 'missing'];
const operators: Readonly<Record<string, readonly string[]>> = {
  token: ['eq', 'not', 'missing'],
  reference: ['eq', 'missing'],
  string: ['eq', 'contains', 'missing'],
  uri: ['eq', 'missing'],
  date: comparisons,
  number: comparisons,
  quantity: comparisons,
};
const maxChain = 3;

/** How a filter is tested: by Medplum's matcher, and beyond it for amounts and chains. Nothing if it is not known here. */
export function testOf(type: string, filter: Filter, baseUrl: string): Test | undefined {
  if (filter.code.includes('.')) return chainTest(type, filter, baseUrl);
  const parameter = searchParametersOf(type).get(filter.code);
  if (!parameter || !operators[parameter.type]?.includes(filter.operator)) return undefined;
  const isAmount = parameter.type === 'number' || parameter.type === 'quantity';
  if (isAmount && filter.operator !== 'missing') {
    const test = amountTest(filter);
    return (resource) => test(valuesOf(resource, parameter));
  }
  const filters = [parameter.type === 'reference' ? withWholeReferences(filter, parameter, baseUrl) : filter];
  const known = remembered(JSON.stringify([type, filters]));
  return (resource) => {
    const matches =
      known.get(resource) ?? matchesSearchRequest(resource as never, { resourceType: type as never, filters });
    known.set(resource, matches);
    return matches;
  };
}

/** The index of this server: a stored version never changes, and so neither does what it matches. */
const matched = new LRUCache<WeakMap<FhirResource, boolean>>(200);

function remembered(search: string): WeakMap<FhirResource, boolean> {
  const known = matched.get(search) ?? new WeakMap<FhirResource, boolean>();
  matched.set(search, known);
  return known;
}

/** A bare id means one of the types that the parameter leads to; an address below this server is one of its own. */
function withWholeReferences(filter: Filter, { targets }: TypeParameter, baseUrl: string): Filter {
  if (filter.operator === 'missing') return filter;
  const whole = splitSearchOnComma(filter.value).flatMap((one) => {
    const relative = one.replace(`${baseUrl}/`, '');
    return relative.includes('/') ? relative : targets.map((target) => `${target}/${relative}`);
  });
  return { ...filter, value: whole.join(',') };
}

/** `patient.birthdate=…`, `subject:Patient.name=…`: what a reference leads to is tested in turn (FHIR R4 search, "chained"). */
function chainTest(type: string, { code, value }: Filter, baseUrl: string): Test | undefined {
  const [head, ...rest] = code.split('.');
  const [name, explicit] = head.split(':');
  const parameter = searchParametersOf(type).get(name);
  if (parameter?.type !== 'reference' || rest.length > maxChain) return undefined;
  const tests = new Map<string, Test>();
  for (const target of parameter.targets) {
    if (explicit && explicit !== target) continue;
    const [inner] = parseSearchRequest(target, { [rest.join('.')]: value }).filters ?? [];
    const test = inner && testOf(target, inner, baseUrl);
    if (test) tests.set(target, test);
  }
  if (tests.size === 0) return undefined;
  return (resource, follow) =>
    valuesOf(resource, parameter).some(({ value: reference }) => {
      const target = follow(reference?.reference ?? '');
      return target !== undefined && (tests.get(target.resourceType)?.(target, follow) ?? false);
    });
}

const parsed = new LRUCache<FhirPathAtom>(500);

/** What a parameter's expression finds in a resource. */
export const valuesOf = (resource: FhirResource, { expression }: TypeParameter): TypedValue[] =>
  evalFhirPathTyped(expression, [toTypedValue(resource)], undefined, parsed);
