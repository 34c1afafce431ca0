import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendProblem } from './reply';

/** Faults that real archives show and that a client has to survive; all off by default. */
export interface PacsFailures {
  /** Delay before every answer, ms. */
  readonly slowMs?: number;
  /** Cut the body of multipart answers in the middle of a part. */
  readonly truncatedPart?: boolean;
  /** Answer retrievals with a multipart body without parts. */
  readonly emptyMultipart?: boolean;
  /** Answer everything with an HTML login page and status 200. */
  readonly loginPage?: boolean;
  /** Answer 503 with Retry-After. */
  readonly unavailable?: boolean;
  /** Refuse every stored instance with reason 0110H, processing failure. */
  readonly refuseStore?: boolean;
}

/** Plays the faults that concern every request; true if the request has been answered or given up. */
export async function failed(
  { slowMs = 0, loginPage, unavailable }: PacsFailures,
  response: ServerResponse,
): Promise<boolean> {
  if (slowMs > 0) await sleep(slowMs);
  if (response.destroyed) return true;
  if (loginPage) {
    response
      .writeHead(200, { 'Content-Type': 'text/html' })
      .end('<!doctype html><title>Sign in</title><p>Please sign in.');
    return true;
  }
  if (unavailable) {
    response.setHeader('Retry-After', '1');
    sendProblem(response, 503, 'The archive is busy.');
    return true;
  }
  return false;
}
