import type { AuditLog } from '../auditLog';
import type { AuthorizationServer } from '../auth/authorizationServer';
import { FhirFailure } from '../fhir/outcome';
import type { FhirStore } from '../fhir/store';
import { corsHeaders, type Reply, type Request } from '../http';
import type { Scratchpad } from '../scratchpad';
import type { Switches } from '../switches';
import { chartPage, chartSections } from './chart';
import { patientListPage } from './patientList';
import { smartStyle } from './smartStyle';
import { applySwitches, auditPage, resourcePage, switchesPage } from './tools';

interface ScreenOptions {
  readonly store: FhirStore;
  readonly switches: Switches;
  readonly audit: AuditLog;
  readonly authorization: AuthorizationServer;
  readonly scratchpad: Scratchpad;
  readonly appUrl: string;
  readonly fhirUrl: string;
  readonly now: () => Date;
}

/** The screens of the EHR, and the addresses that they ask for themselves. */
export function screenRoutes({
  store,
  switches,
  audit,
  authorization,
  scratchpad,
  appUrl,
  fhirUrl,
  now,
}: ScreenOptions): (request: Request) => Reply {
  return (request) => {
    const [, area, id, part] = request.url.pathname.split('/');
    try {
      if (!area) return patientListPage(store, now());
      if (area === 'chart' && part === 'record') return { status: 200, html: chartSections(store, id) };
      if (area === 'chart') return chartPage(store, id, switches, appUrl, now());
      if (area === 'resource') return resourcePage(store, `${id}/${part}`);
      if (area === 'audit') return auditPage(audit.newestFirst);
      if (area.startsWith('smart-style-'))
        return { status: 200, headers: corsHeaders, json: smartStyle(area.includes('dark')) };
      if (area === 'launch') {
        store.read(`Patient/${id}`);
        const study = store.all('ImagingStudy').find((resource) => resource.id === `${id}-ct`);
        const launch = authorization.grants.newLaunch('backcast', {
          patientId: id,
          encounterId: `${id}-visit`,
          ...(study && { fhirContext: [{ reference: `ImagingStudy/${study.id}` }] }),
        });
        const query = new URLSearchParams({ iss: fhirUrl, launch });
        return { status: 302, headers: { Location: `${appUrl}/launch?${query}`, 'Cache-Control': 'no-store' } };
      }
      if (area === 'scratchpad' && request.method === 'POST')
        return { status: 200, json: scratchpad.create(JSON.parse(request.body.toString())) };
      if (area === 'switches') {
        if (request.method !== 'POST') return switchesPage(switches);
        applySwitches(new URLSearchParams(request.body.toString()), switches);
        return { status: 303, headers: { Location: '/switches' } };
      }
    } catch (error) {
      if (!(error instanceof FhirFailure)) throw error;
    }
    return {
      status: 404,
      html: '<!doctype html><html lang="en"><title>Not found</title><h1>Not found</h1><p><a href="/">Patients</a>',
    };
  };
}
