import 'client-only';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';

/**
 * Code that few cases need is loaded when it is asked for, and may not arrive: the page then says so and stays as it is.
 * @param does what the part does, after "the part of Backcast that".
 */
export const loadPart = <Part>(part: Promise<Part>, does: string, remedy?: string): Promise<Result<Part>> =>
  part.then(ok<Part>, () => fail(partNotLoaded(does, remedy)));

export const partNotLoaded = (
  does: string,
  remedy = 'Check the connection and try again; what was entered is kept.',
): Problem => ({
  code: 'part-not-loaded',
  message: `The part of Backcast that ${does} could not be loaded.`,
  remedy,
});
