import type { FhirResource, ImagingStudy, Patient, ServiceRequest } from 'fhir/r4';
import type { FhirStore } from '../fhir/store';
import { escapeHtml, type Reply } from '../http';
import { syntheticPatients } from '../patients/patients';
import { ageOn } from './age';
import { page } from './layout';

/** The patient list: who is here for what, what to do first, and what each case is there to show. */
export function patientListPage(store: FhirStore, now: Date): Reply {
  const rows = syntheticPatients.map(({ id, purpose }) => {
    const { name, birthDate = '', gender, identifier } = store.read(`Patient/${id}`) as Patient;
    const order = newest<ServiceRequest>(store, 'ServiceRequest', id);
    const study = newest<ImagingStudy>(store, 'ImagingStudy', id);
    const cells = [
      `<a href="/chart/${id}">${escapeHtml(name?.[0].text ?? id)}</a>`,
      `${ageOn(birthDate, now)} y, ${gender}`,
      birthDate,
      escapeHtml(identifier?.[0].value ?? ''),
      order ? `${escapeHtml(order.code?.text ?? 'Order')}, ${order.status}` : '<span class="soft">no order</span>',
      study ? `CT ${(study.started ?? '').slice(0, 10)}` : '<span class="soft">no CT</span>',
      escapeHtml(purpose),
    ];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  const heads = ['Name', 'Age, sex', 'Born', 'Record', 'Planned', 'Imaging', 'This case shows'];
  return page(
    'Patients',
    `<h1>Spine surgery - today's patients</h1>
<p class="start"><b>Start here:</b> open Margaret Holloway, then press <b>Open Backcast</b>. The app runs inside her chart; what it writes appears in the chart's left column.</p>
<section><table class="list"><thead><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></section>`,
    { active: '/' },
  );
}

function newest<T extends FhirResource & { subject: { reference?: string } }>(
  store: FhirStore,
  type: T['resourceType'],
  patientId: string,
): T | undefined {
  return (store.all(type) as T[]).findLast(({ subject }) => subject.reference === `Patient/${patientId}`);
}
