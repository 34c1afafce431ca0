import { judgeAudit } from '../../scripts/audit/judgeAudit';

const report = (high: number, critical: number) =>
  JSON.stringify({ metadata: { vulnerabilities: { low: 3, moderate: 1, high, critical } } });

describe('the dependency audit', () => {
  it.each([
    [report(0, 0), 'passes'],
    [report(1, 0), 'fails'],
    [report(0, 1), 'fails'],
    ['{"statusCode":405}', 'unanswered'],
    ['null', 'unanswered'],
    ['', 'unanswered'],
  ])('judges %s: %s', (output, verdict) => {
    expect(judgeAudit(output)).toBe(verdict);
  });
});
