import 'client-only';
import type { FhirResource } from 'fhir/r4';
import { z } from 'zod';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import type { SmartSession } from '@/lib/smart/session';

/** The EHR's window as far as messages go. */
interface Listener {
  readonly postMessage: (message: unknown, targetOrigin: string) => void;
}

/** This window: a frame of the EHR's page, or a tab that it opened. */
export interface MessagingWindow {
  readonly parent: Listener;
  readonly opener: Listener | null;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

const responseMessage = z.looseObject({
  responseToMessageId: z.string(),
  payload: z.looseObject({ status: z.string(), location: z.string().optional() }),
});
const patienceMs = 10_000;

/**
 * Puts a draft on the EHR's scratchpad (SMART Web Messaging 1.0, `scratchpad.create`) and returns the reference that the EHR gave it.
 * Only the origin of the launch is spoken to and listened to.
 * Problem `scratchpad-refused` for an answer other than 201, `scratchpad-silent` for none within ten seconds.
 */
export function createOnScratchpad(
  frame: MessagingWindow,
  { handle, origin }: NonNullable<SmartSession['messaging']>,
  resource: FhirResource,
  messageId: string,
  waitMs = patienceMs,
): Promise<Result<string, Problem<'scratchpad-refused' | 'scratchpad-silent'>>> {
  const ehr = (frame.parent as unknown) === frame ? frame.opener : frame.parent;
  if (!ehr) return Promise.resolve(fail(silent));
  return new Promise((resolve) => {
    const end = (result: Awaited<ReturnType<typeof createOnScratchpad>>) => {
      clearTimeout(timer);
      frame.removeEventListener('message', listen);
      resolve(result);
    };
    const listen = ({ origin: from, data }: MessageEvent) => {
      const parsed = responseMessage.safeParse(data);
      if (from !== origin || !parsed.success || parsed.data.responseToMessageId !== messageId) return;
      const { status, location } = parsed.data.payload;
      end(status.startsWith('201') && location ? ok(location) : fail({ ...refused, details: { status } }));
    };
    const timer = setTimeout(() => end(fail(silent)), waitMs);
    frame.addEventListener('message', listen);
    ehr.postMessage(
      { messagingHandle: handle, messageId, messageType: 'scratchpad.create', payload: { resource } },
      origin,
    );
  });
}

const remedy = 'Copy the line into a note instead.';
const refused = {
  code: 'scratchpad-refused' as const,
  message: 'The EHR did not take the draft onto its scratchpad.',
  remedy,
};
const silent = {
  code: 'scratchpad-silent' as const,
  message: "The EHR's scratchpad did not answer; whether the draft is there is not known.",
  remedy: 'Look at the scratchpad before you try again, or copy the line into a note.',
};
