import { renderToStaticMarkup } from 'react-dom/server';
import { EstimatesInChart } from '@/app/case/EstimatesInChart';
import { ok } from '@/lib/core/result';
import type { EarlierEstimate } from '@/lib/fhir/write/earlierEstimates';

const signed: EarlierEstimate = {
  reference: 'RiskAssessment/1',
  status: 'final',
  signedOn: '2026-03-05T10:00:00Z',
  signedBy: 'Dr Elena Ruiz',
  identifier: 'a'.repeat(64),
  demonstration: true,
  per100: 31,
  range: { low: 22, high: 50 },
  displayRange: { low: 2, high: 50 },
};
const shown = (estimates: readonly EarlierEstimate[], unread?: { code: string; message: string; remedy: string }) =>
  renderToStaticMarkup(
    <EstimatesInChart
      estimates={estimates}
      blocked={undefined}
      correct={async () => undefined}
      unread={unread}
      reload={async () => ok([])}
    />,
  );

describe('estimates in the chart', () => {
  test('S9, S10: are shown with their range, in the words of what validation covered', () => {
    expect(shown([signed])).toContain('Estimate: about 31 of 100, between 22 and 50 or more of 100, signed 5 Mar 2026');
  });

  test('S9: without a number have their range alone, and a number whose range the chart lost says so', () => {
    const { per100, ...rangeOnly } = signed;
    expect(shown([rangeOnly])).toContain('Estimate: between 22 and 50 or more of 100, signed');
    const { range, ...numberOnly } = signed;
    expect(shown([numberOnly])).toContain('Estimate: about 31 of 100, its range is not in the chart, signed');
  });

  test('that could not be read are told as not known, with a way to read them again', () => {
    const failed = { code: 'fhir-500', message: 'The EHR failed while answering.', remedy: 'x' };
    expect(shown([], failed)).toContain('is not known. The EHR failed while answering.');
    expect(shown([], failed)).toContain('Read again');
    expect(shown([])).toBe('');
  });
});
