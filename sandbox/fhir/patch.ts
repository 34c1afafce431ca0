import { applyPatch, MissingError, type Operation, Pointer, TestError } from '@medplum/core';
import type { FhirResource } from 'fhir/r4';
import { FhirFailure, invalid } from './outcome';

export const jsonPatchType = 'application/json-patch+json';

/** A copy with a JSON Patch (RFC 6902) applied by Medplum. A malformed patch is 400; one that does not fit the resource is 422. */
export function patched(resource: FhirResource, patch: Operation[]): FhirResource {
  if (!patch.every(isOperation)) throw invalid('The body is not a JSON Patch');
  const copy = structuredClone(resource);
  for (const operation of patch) {
    demandIndices(copy, operation);
    const [fault] = attempt(() => applyPatch(copy, [operation]));
    if (fault instanceof MissingError || fault instanceof TestError) throw misfit(fault.message);
    if (fault) throw invalid(fault.message);
  }
  return copy;
}

function isOperation(one: Operation): boolean {
  const { op, path, from } = (one ?? {}) as { op?: unknown; path?: unknown; from?: unknown };
  return typeof path === 'string' && ((op !== 'move' && op !== 'copy') || typeof from === 'string');
}

/** Medplum reads any key of an array as a number and puts what is beyond the end at the end; RFC 6902 refuses both. */
function demandIndices(root: FhirResource, operation: Operation): void {
  const { path, op } = operation;
  if ('from' in operation && path.startsWith(`${operation.from}/`))
    throw misfit('A value cannot be moved or copied into itself');
  const { parent, key } = attempt(() => Pointer.fromJSON(path).evaluate(root));
  if (!Array.isArray(parent)) return;
  const limit = op === 'add' || op === 'move' || op === 'copy' ? parent.length : parent.length - 1;
  const isEnd = key === '-' && limit === parent.length;
  if (!isEnd && !(/^(0|[1-9]\d*)$/.test(key) && Number(key) <= limit)) throw misfit(`There is nothing at ${path}`);
}

/** Medplum throws where a path leads through a prototype or through nothing. */
function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw misfit(error instanceof Error ? error.message : '');
  }
}

const misfit = (why: string) => new FhirFailure(422, 'processing', why);
