import type { FhirResource } from 'fhir/r4';
import type { AuditLine } from '../auditLog';
import type { FhirStore } from '../fhir/store';
import { escapeHtml, type Reply } from '../http';
import { defaultSwitches, type Switches, switchLabels } from '../switches';
import { page } from './layout';

/** A resource as it is stored, with its versions. */
export function resourcePage(store: FhirStore, reference: string): Reply {
  const versions = store.historyOf(reference);
  const shown = versions.map(
    ({ versionId, lastUpdated, resource }) =>
      `<section><h2>Version ${versionId}, ${lastUpdated}</h2><pre tabindex="0">${resource ? escapeHtml(JSON.stringify(resource, null, 2)) : 'deleted'}</pre></section>`,
  );
  const patient = patientOf(versions[0].resource ?? versions[1]?.resource);
  const back = patient ? `<p><a href="/chart/${escapeHtml(patient)}">Back to the chart</a></p>` : '';
  return page(reference, `<h1>${escapeHtml(reference)}</h1>${back}${shown.join('')}`);
}

function patientOf(resource: FhirResource | undefined): string | undefined {
  if (resource?.resourceType === 'Patient') return resource.id;
  const { subject } = (resource ?? {}) as { subject?: { reference?: string } };
  return /^Patient\/([A-Za-z0-9\-.]{1,64})$/.exec(subject?.reference ?? '')?.[1];
}

/** What apps read and wrote. */
export function auditPage(lines: readonly AuditLine[]): Reply {
  const rows = lines.map(
    ({ at, method, path, status, client }) =>
      `<tr><td>${at}</td><td>${method}</td><td>${escapeHtml(path)}</td><td>${status}</td><td>${escapeHtml(client)}</td></tr>`,
  );
  const table = `<table><thead><tr><th>Time</th><th>Method</th><th>Path</th><th>Status</th><th>Client</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return page(
    'Audit',
    `<h1>What apps read and wrote</h1><section>${rows.length > 0 ? table : '<p class="soft">Nothing yet</p>'}</section>`,
    { active: '/audit' },
  );
}

/** Which switches stand together on the screen. */
const groups: Readonly<Record<string, readonly (keyof Switches)[]>> = {
  'FHIR server': ['latencyMs', 'failWith', 'dropAfterCommit', 'noRiskAssessment'],
  'Sign-in': ['tokensExpireIn30s', 'readOnlyScopes', 'refuseConsent'],
  'Frame and look': ['patientBanner', 'darkStyle', 'scratchpad', 'partitionedFrames'],
  PACS: ['pacsSlow', 'pacsTruncated', 'pacsEmpty', 'pacsLoginPage', 'pacsBusy', 'pacsRefusesStore'],
};

/** Faults that can be switched on. */
export function switchesPage(switches: Switches): Reply {
  const field = (name: keyof Switches): string => {
    const value = switches[name];
    const input =
      typeof value === 'boolean'
        ? `<input type="checkbox" name="${name}"${value ? ' checked' : ''}>`
        : name === 'failWith'
          ? `<select name="${name}">${[0, 401, 403, 404, 500, 503].map((code) => `<option${code === value ? ' selected' : ''}>${code}</option>`).join('')}</select>`
          : `<input type="number" name="${name}" value="${value}" min="0" max="60000">`;
    return `<label>${input} ${escapeHtml(switchLabels[name])}</label>`;
  };
  const sections = Object.entries(groups).map(
    ([title, names]) => `<section><h2>${title}</h2>${names.map(field).join('')}</section>`,
  );
  return page(
    'Switches',
    `<h1>Switches</h1><form method="post" action="/switches" class="switches">${sections.join('')}<div class="tools"><button class="main">Save</button></div></form>
<p class="soft">A browser that blocks all cookies and storage is a setting of the browser: Settings, Privacy. Two charts at once and a change of the patient in an open frame are on each chart.</p>`,
    { active: '/switches' },
  );
}

/** Sets switches from a posted form; what is not in it is off. */
export function applySwitches(form: URLSearchParams, switches: Switches): void {
  for (const [name, off] of Object.entries(defaultSwitches)) {
    const value = typeof off === 'boolean' ? form.has(name) : Number(form.get(name) ?? 0);
    Object.assign(switches, { [name]: value });
  }
}
