import 'server-only';
import type { ServiceSurroundings } from './deps';
import { json } from './httpAnswers';

/** `GET /cds-services` (CDS Hooks 2.0.1, "Discovery"): open to all, as the specification allows. */
export const handleDiscovery = ({ services }: ServiceSurroundings): Response => json(200, { services });
