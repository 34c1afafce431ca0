import { isOk, OperationOutcomeError } from '@medplum/core';
import { BatchProcessor, makeSimpleRequest } from '@medplum/fhir-router';
import type { OperationOutcome } from '@medplum/fhirtypes';
import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import { invalid } from './outcome';
import type { CallersRepository } from './repository';
import { type FhirReply, quotedTag, replyOf, router } from './router';

/** A batch, whose entries stand alone, or a transaction, which happens whole or not at all (FHIR R4 http, "transaction"). */
export async function handleBundle(body: unknown, repository: CallersRepository): Promise<FhirReply> {
  const asked = body as Bundle | undefined;
  if (asked?.resourceType !== 'Bundle' || !Array.isArray(asked.entry))
    throw invalid('The body is no Bundle of entries');
  const entries = asked.entry.map((entry) => local(entry, repository.caller.baseUrl));
  // Medplum ends its own transactions at 8 entries if one is conditional: it runs a batch, and the transaction is ours.
  const run = async (): Promise<Bundle> => {
    const bundle = { ...asked, entry: entries } as never;
    return (await new BatchProcessor(router, repository, bundle, makeSimpleRequest('POST', '')).run()) as Bundle;
  };
  const answered =
    asked.type === 'transaction'
      ? await repository.withTransaction(async () => demandWhole(entries, await run()))
      : await run();
  const entry = answered.entry?.map((one, index) => entryOf(one, methodOf(entries[index]), repository));
  return {
    status: 200,
    resource: { ...answered, ...(entry && { entry }) },
    entries: (entry ?? []).map(({ response }, index) => ({
      method: methodOf(entries[index]),
      url: response?.location?.split('/_history/')[0] ?? entries[index].request?.url ?? '',
      status: Number(response?.status),
    })),
  };
}

/** An entry of this server's, its address relative to the base. */
function local(entry: BundleEntry, baseUrl: string): BundleEntry {
  const { request, resource } = entry ?? {};
  if (typeof request?.method !== 'string' || typeof request.url !== 'string')
    throw invalid('An entry has no request with method and url');
  if (resource !== undefined && (typeof resource !== 'object' || resource === null))
    throw invalid('The resource of an entry is none');
  const { ifMatch } = request;
  if (ifMatch !== undefined && typeof ifMatch !== 'string') throw invalid('The ifMatch of an entry is no entity tag');
  const url = request.url.replace(`${baseUrl}/`, '');
  return { ...entry, request: { ...request, url, ...(ifMatch && { ifMatch: quotedTag(ifMatch) }) } };
}

const methodOf = ({ request }: BundleEntry): string => request?.method ?? '';

/** Throws the first refusal, so that the transaction is undone; and where two entries are about one resource. */
function demandWhole(entries: readonly BundleEntry[], answered: Bundle): Bundle {
  const written = new Set<string>();
  for (const [index, { response }] of (answered.entry ?? []).entries()) {
    const outcome = response?.outcome as OperationOutcome | undefined;
    if (outcome && !isOk(outcome)) throw new OperationOutcomeError(outcome);
    const { method, url } = entries[index].request ?? {};
    const place = response?.location ?? url ?? '';
    if (method !== 'GET' && written.has(place)) throw invalid('Two entries of the transaction are about one resource');
    if (method !== 'GET') written.add(place);
  }
  return answered;
}

function entryOf({ resource, response }: BundleEntry, method: string, repository: CallersRepository): BundleEntry {
  const reply = replyOf(method, [response?.outcome as OperationOutcome, resource as never], repository);
  if (reply.status >= 400) return { response: { status: String(reply.status), outcome: reply.resource as never } };
  const located = reply.versionOf && `${reply.versionOf.resourceType}/${reply.versionOf.id}`;
  const { versionId, lastUpdated } = reply.versionOf?.meta ?? {};
  return {
    ...(located && { fullUrl: `${repository.caller.baseUrl}/${located}` }),
    ...(reply.resource && { resource: reply.resource as FhirResource }),
    response: {
      status: String(reply.status),
      ...(located && {
        location: `${located}/_history/${versionId}`,
        etag: `W/"${versionId}"`,
        lastModified: lastUpdated,
      }),
    },
  };
}
