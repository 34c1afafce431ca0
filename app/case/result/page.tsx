import { ResultStep } from './ResultStep';

/** The estimate with its uncertainty and reasons, or why there is none. */
export default function ResultPage() {
  return <ResultStep />;
}
