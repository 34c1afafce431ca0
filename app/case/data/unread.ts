import type { ChartData, ChartPart } from '@/lib/fhir/chartData';

/** Why a part of the chart could not be read, or nothing: a failed read is no absence. */
export function unreadBecause({ problems }: Pick<ChartData, 'problems'>, part: ChartPart): string | undefined {
  const problem = problems.find(({ missing }) => missing.includes(part) || missing.includes(`some ${part}`));
  if (!problem) return undefined;
  const [first, ...rest] = problem.message.replace(/\.$/, '');
  return `not read: ${first.toLowerCase()}${rest.join('')}`;
}
