import { createOnScratchpad } from '@/lib/client/session/scratchpad';
import { draftOrder } from '@/lib/fhir/write/draftOrder';

const messaging = { handle: 'h1', origin: 'https://ehr.test' };
const order = draftOrder('dxa', 'p1', 'L1', '2026-11-24T08:00:00Z');

/** A frame in the EHR's page; `answer` is what the page posts back for a message. */
function framedBy(answer: (message: { messageId: string }) => Partial<MessageEvent>[]) {
  const listeners = new Set<(event: MessageEvent) => void>();
  const posted: { message: unknown; targetOrigin: string }[] = [];
  const parent = {
    postMessage: (message: unknown, targetOrigin: string) => {
      posted.push({ message, targetOrigin });
      for (const event of answer(message as { messageId: string }))
        queueMicrotask(() => {
          for (const listen of [...listeners]) listen(event as MessageEvent);
        });
    },
  };
  const frame = {
    parent,
    opener: null,
    addEventListener: (_type: 'message', listen: (event: MessageEvent) => void) => void listeners.add(listen),
    removeEventListener: (_type: 'message', listen: (event: MessageEvent) => void) => void listeners.delete(listen),
  };
  return { frame, posted, listeners };
}
const response = (messageId: string, payload: object, origin = 'https://ehr.test') => ({
  origin,
  data: { messageId: 'r1', responseToMessageId: messageId, payload },
});
const created = { status: '201 Created', location: 'ServiceRequest/9' };

describe('a draft for the scratchpad of the EHR (SMART Web Messaging, E15)', () => {
  test('goes to the origin of the launch and no other, with the handle of the launch', async () => {
    const { frame, posted, listeners } = framedBy(({ messageId }) => [response(messageId, created)]);
    expect(await createOnScratchpad(frame, messaging, order, 'm1')).toEqual({ ok: true, value: 'ServiceRequest/9' });
    expect(posted).toEqual([
      {
        message: {
          messagingHandle: 'h1',
          messageId: 'm1',
          messageType: 'scratchpad.create',
          payload: { resource: order },
        },
        targetOrigin: 'https://ehr.test',
      },
    ]);
    expect(listeners.size).toBe(0);
  });

  test('heeds no answer of another origin, to another message, or of another form', async () => {
    const { frame } = framedBy(({ messageId }) => [
      response(messageId, { ...created, location: 'ServiceRequest/evil' }, 'https://evil.test'),
      response('m0', { ...created, location: 'ServiceRequest/other' }),
      { origin: 'https://ehr.test', data: 'resize' },
      response(messageId, created),
    ]);
    expect(await createOnScratchpad(frame, messaging, order, 'm1')).toEqual({ ok: true, value: 'ServiceRequest/9' });
  });

  test.each([
    ['refuses it', { status: '400 Bad Request' }],
    ['takes it without saying where', { status: '201 Created' }],
  ])('is told as refused where the EHR %s', async (_what, payload) => {
    const { frame } = framedBy(({ messageId }) => [response(messageId, payload)]);
    expect(await createOnScratchpad(frame, messaging, order, 'm1')).toMatchObject({
      ok: false,
      problem: { code: 'scratchpad-refused', remedy: expect.stringContaining('note') },
    });
  });

  test('is told as not known where nothing answers, and in a window that no EHR opened', async () => {
    const { frame } = framedBy(() => []);
    const silent = { ok: false, problem: { code: 'scratchpad-silent' } };
    expect(await createOnScratchpad(frame, messaging, order, 'm1', 5)).toMatchObject(silent);
    const alone = { ...frame, parent: undefined as unknown as typeof frame.parent };
    alone.parent = alone as unknown as typeof frame.parent;
    expect(await createOnScratchpad(alone, messaging, order, 'm1', 5)).toMatchObject(silent);
  });
});
