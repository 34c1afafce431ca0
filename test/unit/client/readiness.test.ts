import { readiness } from '@/app/case/data/readiness';
import type { VertebraLevel } from '@/lib/core/vertebra';
import { chartDataSample } from '@/test/support/chartDataSample';

const candidate = (id: string, value: number) => ({
  value,
  source: { reference: `Observation/${id}`, display: 'DXA' },
});
const conflict = { state: 'conflict', candidates: [candidate('1/_history/2', -2), candidate('2', -3)] } as const;
const cleft = (value: boolean) => ({ value, source: { reference: `Observation/cleft-${value}`, display: 'CT' } });

describe('imaging can start', () => {
  const state = { launchId: 'l', edits: [], choices: {}, chart: { ...chartDataSample, tScore: conflict } };

  test('when the bone density is chosen of those that the chart holds now, not of those that it held before', () => {
    expect(readiness(state)).toMatchObject({ ok: false, reason: expect.stringContaining('bone density') });
    expect(readiness({ ...state, choices: { tScore: 'Observation/1/_history/2' } })).toEqual({ ok: true });
    expect(readiness({ ...state, choices: { tScore: 'Observation/1/_history/1' } }).ok).toBe(false);
  });

  test('when readings of the cleft agree at the level that was chosen, whatever they say at another', () => {
    const [L1, L2] = (['L1', 'L2'] as const).map((level) => ({
      conditionReference: `Condition/${level}`,
      level,
      source: { reference: `Condition/${level}`, display: level },
    }));
    const chart = {
      ...chartDataSample,
      fractures: [L1, L2],
      fracture: {
        state: 'conflict',
        candidates: [L1, L2].map((value) => ({ value, source: value.source })),
      },
      cleft: { state: 'unknown', reason: '' },
      cleftByLevel: {
        L1: { state: 'present', ...cleft(true) },
        L2: { state: 'conflict', candidates: [cleft(true), cleft(false)] },
      },
    } as const;
    expect(readiness({ ...state, chart, choices: { fracture: 'Condition/L1' } })).toEqual({ ok: true });
    expect(readiness({ ...state, chart, choices: { fracture: 'Condition/L2' } })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('cleft'),
    });
  });

  test('with an order at this level, alone or with another; not with one at another level only (S5)', () => {
    const ordered = (...levels: readonly VertebraLevel[]) => {
      const value = { reference: 'ServiceRequest/1', levels };
      const order = { state: 'present', value, source: { reference: 'ServiceRequest/1', display: 'order' } } as const;
      return readiness({ ...state, chart: { ...chartDataSample, order } });
    };
    expect(ordered('L1')).toEqual({ ok: true });
    expect(ordered('L1', 'L3')).toEqual({ ok: true });
    expect(ordered('L2', 'L3')).toEqual({
      ok: false,
      reason: 'The order names L2 and L3, the fracture is at L1: settle which is right first.',
    });
  });
});
