import type { DecodeRequest } from '@/lib/client/dicom/decodeMessages';
import { createDecodePool, type DecodeWorker } from '@/lib/client/dicom/decodePool';
import type { PixelFormat } from '@/lib/dicom/pixelFormat';

const format: PixelFormat = {
  rows: 1,
  columns: 1,
  frameCount: 1,
  bitsAllocated: 16,
  bitsStored: 16,
  highBit: 15,
  signed: false,
};

/** Workers that answer with the first byte of the frame; 0 never answers, 255 breaks down. */
function fakeWorkers() {
  const log = { spawned: 0, terminated: 0, busy: 0, busiest: 0 };
  const spawn = (): DecodeWorker => {
    log.spawned++;
    const worker: DecodeWorker = {
      onmessage: null,
      onerror: null,
      postMessage({ encoded }: DecodeRequest) {
        log.busiest = Math.max(log.busiest, ++log.busy);
        if (encoded[0] === 0) return;
        setTimeout(() => {
          log.busy--;
          if (encoded[0] === 255) worker.onerror?.({ message: 'abort' } as ErrorEvent);
          else worker.onmessage?.({ data: { ok: true, value: Uint16Array.of(encoded[0]) } } as MessageEvent);
        }, 1);
      },
      terminate: () => void log.terminated++,
    };
    return worker;
  };
  return { log, spawn };
}

describe('decoding on a pool of workers', () => {
  test('every frame gets its own answer, and no more workers run than allowed', async () => {
    const { log, spawn } = fakeWorkers();
    const pool = createDecodePool(spawn, 2);
    const answers = await Promise.all([5, 6, 7, 8, 9].map((byte) => pool.decode('rle', Uint8Array.of(byte), format)));
    expect(answers.map((answer) => answer.ok && answer.value[0])).toEqual([5, 6, 7, 8, 9]);
    expect(log).toMatchObject({ spawned: 2, busiest: 2 });
    pool.close();
    expect(log.terminated).toBe(2);
  });

  test('a frame that never ends is given up, and the pool goes on with a new worker', async () => {
    const { log, spawn } = fakeWorkers();
    const pool = createDecodePool(spawn, 1, 20);
    const [stuck, next] = await Promise.all([0, 4].map((byte) => pool.decode('rle', Uint8Array.of(byte), format)));
    expect(stuck).toMatchObject({ ok: false, problem: { code: 'decode-failed' } });
    expect(next.ok).toBe(true);
    expect(log).toMatchObject({ spawned: 2, terminated: 1 });
    pool.close();
  });

  test('a worker that breaks down is replaced', async () => {
    const { log, spawn } = fakeWorkers();
    const pool = createDecodePool(spawn, 1);
    expect((await pool.decode('rle', Uint8Array.of(255), format)).ok).toBe(false);
    expect((await pool.decode('rle', Uint8Array.of(3), format)).ok).toBe(true);
    expect(log.spawned).toBe(2);
    pool.close();
  });

  test('closing answers the frames that still wait', async () => {
    const { spawn } = fakeWorkers();
    const pool = createDecodePool(spawn, 1);
    const waiting = [0, 1].map((byte) => pool.decode('rle', Uint8Array.of(byte), format));
    pool.close();
    expect((await Promise.all(waiting)).map(({ ok }) => ok)).toEqual([false, false]);
    expect((await pool.decode('rle', Uint8Array.of(1), format)).ok).toBe(false);
  });

  test('the frame given to the pool stays usable', async () => {
    const { spawn } = fakeWorkers();
    const pool = createDecodePool(spawn, 1);
    const frame = Uint8Array.of(0, 9, 0).subarray(1, 2);
    await pool.decode('rle', frame, format);
    expect([...frame]).toEqual([9]);
    pool.close();
  });
});
