import { isDeepStrictEqual } from 'node:util';
import type { FhirResource } from 'fhir/r4';
import { FhirFailure, invalid } from './outcome';

export const jsonPatchType = 'application/json-patch+json';

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

/** A container of JSON that a pointer leads into. */
type Container = Record<string, unknown> | unknown[];

/** Applies a JSON Patch (RFC 6902) to a copy. A malformed patch is 400; one that does not fit the resource is 422. */
export function applyJsonPatch(resource: FhirResource, patch: unknown): FhirResource {
  if (!Array.isArray(patch) || !patch.every(isOperation)) throw invalid('The body is not a JSON Patch');
  const root = { resource: structuredClone(resource) as unknown };
  for (const operation of patch) apply(root, operation);
  return root.resource as FhirResource;
}

const isOperation = (one: unknown): one is Operation => {
  const { op, path, from } = (one ?? {}) as Partial<Operation>;
  const needsFrom = op === 'move' || op === 'copy';
  return typeof op === 'string' && typeof path === 'string' && (!needsFrom || typeof from === 'string');
};

function apply(root: Container, { op, path, from = '', value }: Operation): void {
  switch (op) {
    case 'add':
      add(root, path, value);
      break;
    case 'remove':
      take(root, path);
      break;
    case 'replace':
      take(root, path);
      add(root, path, value);
      break;
    case 'move':
      if (path.startsWith(`${from}/`)) throw misfit('A value cannot be moved into itself');
      add(root, path, take(root, from));
      break;
    case 'copy':
      add(root, path, structuredClone(read(root, from)));
      break;
    case 'test':
      if (!isDeepStrictEqual(read(root, path), value)) throw misfit(`The test at ${path} failed`);
      break;
    default:
      throw invalid(`JSON Patch has no operation ${op}`);
  }
}

function add(root: Container, path: string, value: unknown): void {
  const [container, key] = locate(root, path);
  if (!Array.isArray(container)) {
    container[key] = value;
    return;
  }
  const index = key === '-' ? container.length : indexOf(key);
  if (index > container.length) throw misfit(`${path} is beyond the end`);
  container.splice(index, 0, value);
}

function read(root: Container, path: string): unknown {
  const [container, key] = locate(root, path);
  if (!holds(container, key)) throw misfit(`There is nothing at ${path}`);
  return (container as Record<string, unknown>)[key];
}

function take(root: Container, path: string): unknown {
  const value = read(root, path);
  const [container, key] = locate(root, path);
  if (Array.isArray(container)) container.splice(indexOf(key), 1);
  else delete container[key];
  return value;
}

/** The container and key that a JSON Pointer (RFC 6901) names; the empty pointer is the resource. */
function locate(root: Container, path: string): [Container, string] {
  if (path !== '' && !path.startsWith('/')) throw invalid(`"${path}" is not a JSON Pointer`);
  const keys = ['resource', ...path.split('/').slice(1)].map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (keys.includes('__proto__')) throw misfit(`There is nothing at ${path}`);
  let container: unknown = root;
  for (const key of keys.slice(0, -1)) {
    if (!holds(container, key)) throw misfit(`There is nothing at ${path}`);
    container = (container as Record<string, unknown>)[key];
  }
  if (typeof container !== 'object' || container === null) throw misfit(`There is nothing at ${path}`);
  return [container as Container, keys[keys.length - 1]];
}

function holds(container: unknown, key: string): boolean {
  if (Array.isArray(container)) return indexOf(key) < container.length;
  return typeof container === 'object' && container !== null && Object.hasOwn(container, key);
}

function indexOf(key: string): number {
  if (!/^(0|[1-9]\d{0,5})$/.test(key)) throw misfit(`"${key}" is not an index`);
  return Number(key);
}

const misfit = (why: string) => new FhirFailure(422, 'processing', why);
