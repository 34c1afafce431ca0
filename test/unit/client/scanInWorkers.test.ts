import { prepareScan, takeScan } from '@/lib/client/radiomics/scanInWorkers';
import { identityDirection, type Volume } from '@/lib/volume/volume';

const scan = (): Volume => ({
  size: [2, 1, 1],
  spacingMm: [1, 1, 1],
  originLps: [0, 0, 0],
  direction: identityDirection,
  data: Int16Array.of(1, 2),
});

let started: { ended: boolean }[];
beforeEach(() => {
  started = [];
  Object.assign(globalThis, {
    Worker: class {
      readonly state = { ended: false };
      constructor() {
        started.push(this.state);
      }
      postMessage() {}
      terminate() {
        this.state.ended = true;
      }
    },
  });
});
afterEach(() => Reflect.deleteProperty(globalThis, 'Worker'));
const ended = () => started.map((worker) => worker.ended);

describe('a scan in the workers', () => {
  test('is prepared once and taken by whoever measures it', () => {
    const image = scan();
    prepareScan(image);
    prepareScan(image);
    const { end } = takeScan(image);
    expect(ended()).toEqual([false, false]);
    end();
    expect(ended()).toEqual([true, true]);
  });

  test('goes on being measured while the clinician looks at another series', () => {
    const measured = scan();
    prepareScan(measured);
    const { end } = takeScan(measured);
    prepareScan(scan());
    expect(ended()).toEqual([false, false, false, false]);
    end();
    expect(ended()).toEqual([true, true, false, false]);
  });

  test('that was prepared and not taken is let go for the next', () => {
    prepareScan(scan());
    const next = scan();
    prepareScan(next);
    expect(ended().slice(-4)).toEqual([true, true, false, false]);
    takeScan(next).end();
  });
});
