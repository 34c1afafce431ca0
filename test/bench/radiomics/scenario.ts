import { medianTime } from './medianTime';
import { fullField, magnified, twelveImages } from './subjects';

export type Scenario = 'full-field' | 'half-millimetre';

export interface ScenarioFigures {
  readonly milliseconds: number;
  /** Greatest resident size of the process, image and mask included. */
  readonly megabytes: number;
}

/** The process that the bench starts for one scenario; prints its figures. */
async function main(scenario: Scenario): Promise<void> {
  const subject = scenario === 'full-field' ? fullField() : magnified(2);
  const milliseconds = await medianTime(subject, twelveImages, 3);
  const figures: ScenarioFigures = { milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 };
  console.log(JSON.stringify(figures));
}

void main(process.argv[2] as Scenario);
