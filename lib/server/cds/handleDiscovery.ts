import 'server-only';
import { serviceDescriptions } from '@/lib/cds/discovery';
import type { CdsDeps } from './deps';
import { json } from './httpAnswers';

/** `GET /cds-services` (CDS Hooks 2.0.1, "Discovery"): open to all, as the specification allows. */
export const handleDiscovery = (deps: CdsDeps): Response =>
  json(200, { services: serviceDescriptions(deps.findingCodes) });
