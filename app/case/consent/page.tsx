import { ConsentStep } from './ConsentStep';

/** The conversation with the patient, from the signed numbers. */
export default function ConsentPage() {
  return <ConsentStep />;
}
