import type { FhirResource } from 'fhir/r4';
import { fail, ok, type Result } from '@/lib/core/result';
import type { ChartData } from '../chartData';
import { estimateIdentifier } from './estimateIdentifier';
import { estimateType, findEstimate } from './findEstimate';
import type { SignedCase } from './signedCase';
import { stoppedByChart } from './stoppedByChart';
import { transactionOf, type WriteTarget } from './transaction';
import type { FhirExchange, WriteDeps, WriteProblem, WrittenCase } from './writeContract';

const maxAttempts = 6;
const firstPauseMs = 500;
/** A server may ask for hours; a person who waits is told after this. */
const longestPauseMs = 20_000;

/**
 * Writes a signed case exactly once. Right before, everything that it rests on is read again; a difference stops it. An
 * answer that is lost, or an error of the server, leaves open whether the transaction happened: then the estimate is
 * looked for by its identifier, and only if it is not there the transaction is sent again, still with If-None-Exist.
 */
export async function writeSigned(
  signed: SignedCase,
  chartThen: ChartData,
  target: WriteTarget,
  deps: WriteDeps,
  replaces?: string,
): Promise<Result<WrittenCase, WriteProblem>> {
  const identifier = await estimateIdentifier(signed, replaces);
  const earlier = await findEstimate(identifier, target, deps);
  if (earlier.state === 'found') return ok(earlier.written);
  if (earlier.state === 'ambiguous') return fail(ambiguous);
  if (earlier.state === 'withdrawn') return fail(withdrawn);
  const stopped = await stoppedByChart(signed, chartThen, deps);
  if (stopped) return fail(stopped);

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
    if (answer.status === 401) return fail(signedOut);
    if (isFinalRefusal(answer.status)) return fail({ ...refused, details: { status: answer.status } });
    inDoubt = true;
    const pauseMs = answer.retryAfterSeconds ? answer.retryAfterSeconds * 1000 : firstPauseMs * 2 ** attempt;
    await deps.sleep(Math.min(pauseMs, longestPauseMs));
  }
  const last = await findEstimate(identifier, target, deps);
  if (last.state === 'found') return ok(last.written);
  return fail(unconfirmed);
}

/** Client errors that a repetition cannot mend. 408, 409, 412, 425 and 429 can pass, and 401 is refreshed below this. */
const isFinalRefusal = (status: number): boolean =>
  status >= 400 && status < 500 && ![408, 409, 412, 425, 429].includes(status);

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

const signedOut: WriteProblem = {
  code: 'write-signed-out',
  message: 'The EHR ended the sign-in, so nothing was written.',
  remedy: 'Open Backcast from the chart again: what you entered is kept, and can be signed then.',
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
