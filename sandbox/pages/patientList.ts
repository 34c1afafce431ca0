import type { Patient } from 'fhir/r4';
import type { FhirStore } from '../fhir/store';
import { escapeHtml, type Reply } from '../http';
import { syntheticPatients } from '../patients/patients';
import { page } from './layout';

/** The patient list, which says what to do first and what each case is there to show. */
export function patientListPage(store: FhirStore): Reply {
  const rows = syntheticPatients.map(({ id, purpose }) => {
    const patient = store.read(`Patient/${id}`) as Patient;
    return `<tr><td><a href="/chart/${id}">${escapeHtml(patient.name?.[0].text ?? id)}</a></td><td>${patient.birthDate}</td><td>${patient.gender}</td>
<td>${escapeHtml(patient.identifier?.[0].value ?? '')}</td><td>${escapeHtml(purpose)}</td></tr>`;
  });
  return page(
    'Patients',
    `<h1>Spine surgery - today's patients</h1>
<p class="start"><b>Start here:</b> open Margaret Holloway, then press <b>Open Backcast</b>. The app runs inside her chart; what it writes appears in the chart's left column.</p>
<section><table class="list"><thead><tr><th>Name</th><th>Born</th><th>Sex</th><th>Record</th><th>This case shows</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`,
    { active: '/' },
  );
}
