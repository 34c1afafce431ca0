import type { Binary, Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import { type FhirContext, type FhirReply, interact } from './interactions';
import { jsonPatchType } from './jsonPatch';
import { FhirFailure, invalid } from './outcome';

/** A batch, whose entries stand alone, or a transaction, which happens whole or not at all (FHIR R4 http, "transaction"). */
export function handleBundle(body: unknown, context: FhirContext): FhirReply {
  const bundle = body as Bundle | undefined;
  if (bundle?.resourceType !== 'Bundle') throw invalid('The body is not a Bundle');
  const entries = Array.isArray(bundle.entry) ? bundle.entry : [];
  if (bundle.type === 'batch')
    return reply(
      'batch-response',
      entries.map((entry) => entryReplyOf(entry, context)),
    );
  if (bundle.type === 'transaction') return transaction(entries, context);
  throw invalid('The Bundle is neither a batch nor a transaction');
}

/** DELETE, POST, PUT and PATCH, then GET, whatever the order of the entries; answers come in their order. */
const order = ['DELETE', 'POST', 'PUT', 'PATCH', 'GET'];

function transaction(entries: readonly BundleEntry[], outer: FhirContext): FhirReply {
  const context = { ...outer, inTransaction: true };
  const answers = new Array<BundleEntry>(entries.length);
  context.store.transaction(() => {
    const references = new Map<string, string>();
    const indices = entries.map((_, index) => index).sort((a, b) => rank(entries[a]) - rank(entries[b]) || a - b);
    for (const index of indices) {
      const entry = resolve(entries[index], references);
      const answer = perform(entry, context);
      if (entry.fullUrl && answer.versionOf)
        references.set(entry.fullUrl, `${answer.versionOf.resourceType}/${answer.versionOf.id}`);
      answers[index] = entryOf(answer, context);
    }
    finishForwardReferences(entries, answers, references, context);
  });
  return reply('transaction-response', answers);
}

const rank = (entry: BundleEntry): number => order.indexOf(entry.request?.method ?? 'GET');

/** Puts the references that the server gave in place of `urn:uuid:` ones, all through the resource. */
function resolve(entry: BundleEntry, references: ReadonlyMap<string, string>): BundleEntry {
  if (references.size === 0 || !entry.resource) return entry;
  const text = JSON.stringify(entry.resource).replace(/"urn:uuid:[0-9a-f-]{36}"/g, (quoted) => {
    const target = references.get(JSON.parse(quoted));
    return target ? JSON.stringify(target) : quoted;
  });
  return { ...entry, resource: JSON.parse(text) };
}

/** An entry may point to a later one; such references are put in place once all have their ids. */
function finishForwardReferences(
  entries: readonly BundleEntry[],
  answers: readonly BundleEntry[],
  references: ReadonlyMap<string, string>,
  { store }: FhirContext,
): void {
  for (const [index, { resource }] of answers.entries()) {
    const isWritten = entries[index].request?.method !== 'GET';
    if (!isWritten || !resource || !JSON.stringify(resource).includes('"reference":"urn:uuid:')) continue;
    const { resource: finished } = resolve({ resource }, references);
    if (JSON.stringify(finished).includes('"reference":"urn:uuid:'))
      throw invalid('A urn:uuid reference points to no entry');
    store.save(finished as FhirResource, resource.id ?? '');
  }
}

function entryReplyOf(entry: BundleEntry, context: FhirContext): BundleEntry {
  try {
    return entryOf(perform(entry, context), context);
  } catch (error) {
    if (!(error instanceof FhirFailure)) throw error;
    return { response: { status: String(error.status), outcome: error.outcome } };
  }
}

function perform({ request, resource }: BundleEntry, context: FhirContext): FhirReply {
  if (!request?.method || !request.url) throw invalid('An entry has no request');
  const relative = request.url.replace(`${context.baseUrl}/`, '');
  if (/^[a-z]+:|^\//i.test(relative) || relative.includes('..')) throw invalid('An entry leaves this server');
  const [path, query] = relative.split('?');
  return interact(
    {
      method: request.method,
      path,
      query: new URLSearchParams(query),
      body: request.method === 'PATCH' ? patchOf(resource) : resource,
      ...(request.ifMatch && { ifMatch: request.ifMatch }),
      ...(request.ifNoneExist && { ifNoneExist: request.ifNoneExist }),
    },
    context,
  );
}

/** An entry carries a JSON Patch as a Binary (FHIR R4 http, "patch"). */
function patchOf(resource: BundleEntry['resource']): unknown {
  const binary = resource as Binary | undefined;
  if (binary?.resourceType !== 'Binary' || binary.contentType !== jsonPatchType)
    throw invalid(`A PATCH entry holds a Binary of ${jsonPatchType}`);
  try {
    return JSON.parse(Buffer.from(binary.data ?? '', 'base64').toString());
  } catch {
    throw invalid('The patch is not JSON');
  }
}

function entryOf({ status, resource, versionOf }: FhirReply, { baseUrl }: FhirContext): BundleEntry {
  const located = versionOf && `${versionOf.resourceType}/${versionOf.id}`;
  return {
    ...(located && { fullUrl: `${baseUrl}/${located}` }),
    ...(resource && { resource }),
    response: {
      status: String(status),
      ...(located && {
        location: `${located}/_history/${versionOf.meta?.versionId}`,
        etag: `W/"${versionOf.meta?.versionId}"`,
        lastModified: versionOf.meta?.lastUpdated,
      }),
    },
  };
}

const reply = (type: 'batch-response' | 'transaction-response', entry: BundleEntry[]): FhirReply => ({
  status: 200,
  resource: { resourceType: 'Bundle', type, ...(entry.length > 0 && { entry }) },
});
