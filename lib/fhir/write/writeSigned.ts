import type { Bundle, FhirResource, Observation, RiskAssessment } from 'fhir/r4';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import type { ChartChange } from './chartChanges';
import { chartChanges } from './chartChanges';
import { sourcesOf } from './resources';
import { estimateIdentifier, type SignedCase } from './signedCase';
import { estimateIdSystem } from './systems';
import { transactionOf, type WriteTarget } from './transaction';

/** One exchange with the FHIR server; `status` 0 stands for no answer (time-out, lost connection). */
export interface FhirExchange {
  readonly status: number;
  readonly body?: FhirResource;
  readonly retryAfterSeconds?: number;
}

export interface WriteDeps {
  readonly get: (query: string) => Promise<FhirExchange>;
  readonly post: (bundle: Bundle) => Promise<FhirExchange>;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly newUuid: () => string;
}

export interface WrittenCase {
  readonly identifier: string;
  /** "RiskAssessment/id", or "Observation/id" where the server has none. */
  readonly estimate: string;
  /** Every resource of the transaction, where the answer named them; else the estimate alone. */
  readonly resources: readonly string[];
}

export type WriteProblem = Problem<
  'chart-changed' | 'write-refused' | 'write-unconfirmed' | 'write-ambiguous' | 'write-withdrawn'
> & {
  readonly changes?: readonly ChartChange[];
};

const maxAttempts = 6;
const firstPauseMs = 500;

/**
 * Writes a signed case exactly once. Right before, everything that it rests on is read again; a difference stops it. An
 * answer that is lost, or an error of the server, leaves open whether the transaction happened: then the estimate is
 * looked for by its identifier, and only if it is not there the transaction is sent again, still with If-None-Exist.
 */
export async function writeSigned(
  signed: SignedCase,
  versionsThen: Readonly<Record<string, string>>,
  target: WriteTarget,
  deps: WriteDeps,
  replaces?: string,
): Promise<Result<WrittenCase, WriteProblem>> {
  const identifier = await estimateIdentifier(signed);
  const earlier = await findEstimate(identifier, target, deps);
  if (earlier.state === 'found') return ok(earlier.written);
  if (earlier.state === 'ambiguous') return fail(ambiguous);
  if (earlier.state === 'withdrawn') return fail(withdrawn);
  const changes = await chartChanges([`Patient/${signed.patientId}`, ...sourcesOf(signed)], versionsThen, (reference) =>
    versionNow(reference, deps),
  );
  if (changes.length > 0) return fail({ ...chartChanged, changes });

  const bundle = transactionOf(signed, target, { identifier, newUuid: deps.newUuid, ...(replaces && { replaces }) });
  let inDoubt = earlier.state === 'unknown';
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    if (inDoubt) {
      const found = await findEstimate(identifier, target, deps);
      if (found.state === 'found') return ok(found.written);
      if (found.state === 'ambiguous') return fail(ambiguous);
      inDoubt = found.state === 'unknown';
    }
    const answer: FhirExchange = inDoubt ? { status: 0 } : await deps.post(bundle);
    const written = answer.status === 200 ? writtenOf(answer.body, identifier, target) : undefined;
    if (written) return ok(written);
    if (isFinalRefusal(answer.status)) return fail({ ...refused, details: { status: answer.status } });
    inDoubt = true;
    await deps.sleep(answer.retryAfterSeconds ? answer.retryAfterSeconds * 1000 : firstPauseMs * 2 ** attempt);
  }
  const last = await findEstimate(identifier, target, deps);
  if (last.state === 'found') return ok(last.written);
  return fail(unconfirmed);
}

/** Client errors that a repetition cannot mend. 408, 409, 412, 425 and 429 can pass, and 401 is refreshed below this. */
const isFinalRefusal = (status: number): boolean =>
  status >= 400 && status < 500 && ![408, 409, 412, 425, 429].includes(status);

type Found =
  | { readonly state: 'found'; readonly written: WrittenCase }
  | { readonly state: 'none' | 'unknown' | 'ambiguous' | 'withdrawn' };

async function findEstimate(identifier: string, target: WriteTarget, deps: WriteDeps): Promise<Found> {
  const type = estimateType(target);
  const answer = await deps.get(`${type}?identifier=${encodeURIComponent(`${estimateIdSystem}|${identifier}`)}`);
  if (answer.status !== 200 || answer.body?.resourceType !== 'Bundle') return { state: 'unknown' };
  const found = ((answer.body as Bundle<RiskAssessment | Observation>).entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === type && resource.id ? [resource] : [],
  );
  if (found.length > 1) return { state: 'ambiguous' };
  if (found.length === 0) return { state: 'none' };
  if (found[0].status === 'entered-in-error') return { state: 'withdrawn' };
  const estimate = `${type}/${found[0].id}`;
  return { state: 'found', written: { identifier, estimate, resources: [estimate] } };
}

async function versionNow(reference: string, deps: WriteDeps): Promise<string | undefined | null> {
  const { status, body } = await deps.get(reference);
  if (status === 404 || status === 410) return undefined;
  if (status !== 200 || !body) return null;
  return body.meta?.versionId ?? body.meta?.lastUpdated ?? '';
}

/** Resources by the locations of a transaction-response, in the order of its entries. */
function writtenOf(body: FhirResource | undefined, identifier: string, target: WriteTarget): WrittenCase | undefined {
  if (body?.resourceType !== 'Bundle') return undefined;
  const resources = (body.entry ?? []).flatMap(({ response, resource }) => {
    const located = /([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})(\/_history\/[^/]+)?$/.exec(response?.location ?? '')?.[1];
    return located ?? (resource?.id ? `${resource.resourceType}/${resource.id}` : []);
  });
  const estimate = resources.find((reference) => reference.startsWith(`${estimateType(target)}/`));
  return estimate ? { identifier, estimate, resources } : undefined;
}

const estimateType = (target: WriteTarget) => (target === 'risk-assessment' ? 'RiskAssessment' : 'Observation');

const chartChanged: WriteProblem = {
  code: 'chart-changed',
  message: 'The chart changed after the estimate was made, so nothing was written.',
  remedy: 'Look at what changed, load the chart again, and sign the new estimate.',
};
const refused: WriteProblem = {
  code: 'write-refused',
  message: 'The EHR refused the write; nothing was written.',
  remedy: 'Your entries are kept. Ask the EHR team for write access, or copy the text into a note.',
};
const unconfirmed: WriteProblem = {
  code: 'write-unconfirmed',
  message: 'The EHR did not confirm the write; whether the estimate is in the chart is not known.',
  remedy: 'Your entries are kept. Try again in a minute: an estimate that arrived is found and never written twice.',
};
const withdrawn: WriteProblem = {
  code: 'write-withdrawn',
  message: 'This very estimate, from the same inputs, is in the chart as entered in error.',
  remedy: 'Correct what was wrong with it first; an estimate from other inputs can be signed.',
};
const ambiguous: WriteProblem = {
  code: 'write-ambiguous',
  message: 'The chart holds this estimate more than once.',
  remedy: 'Ask the EHR team to mark the surplus one as entered in error, then reload.',
};
