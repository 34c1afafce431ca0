import type {
  Condition,
  DocumentReference,
  FhirResource,
  ImagingStudy,
  Observation,
  Patient,
  RiskAssessment,
  ServiceRequest,
} from 'fhir/r4';
import type { FhirStore } from '../fhir/store';
import { escapeHtml, type Reply } from '../http';
import { page } from './layout';

/** A patient's chart: what is recorded on the left, kept up to date while the app works, and the app's frame on the right. */
export function chartPage(store: FhirStore, patientId: string): Reply {
  const patient = store.read(`Patient/${patientId}`) as Patient;
  return page(
    patient.name?.[0].text ?? patientId,
    `<div class="patient"><b>${escapeHtml(patient.name?.[0].text ?? '')}</b><span>born ${patient.birthDate}</span><span>${patient.gender}</span><span>${escapeHtml(patient.identifier?.[0].value ?? '')}</span></div>
<div class="chart"><div id="record">${chartSections(store, patientId)}</div>
<div><section><h2>Backcast</h2><div class="tools">
<label>Width <select id="width"><option>320</option><option selected>600</option><option>1024</option></select></label>
<button type="button" id="open">Open Backcast</button>
<a class="button" id="tab" href="/launch/${patientId}" target="_blank" rel="noopener">Open in a tab</a>
<a class="button" href="/orders/${patientId}">Orders</a>
<button type="button" id="two">Two patients at once</button></div></section>
<div id="frames"></div></div></div><script>${script(patientId)}</script>`,
  );
}

const script = (patientId: string): string => `
const frames = document.getElementById('frames');
const addFrame = (id, width) => {
  const frame = document.createElement('iframe');
  // As EHRs frame apps: no top navigation.
  frame.setAttribute('sandbox', 'allow-forms allow-modals allow-pointer-lock allow-popups allow-popups-to-escape-sandbox allow-same-origin allow-scripts allow-downloads');
  frame.title = 'Backcast for ' + id;
  frame.width = width; frame.height = 900;
  frame.src = '/launch/' + id;
  frames.append(frame);
};
document.getElementById('open').onclick = () => { frames.replaceChildren(); addFrame(${JSON.stringify(patientId)}, document.getElementById('width').value); };
document.getElementById('two').onclick = () => { frames.replaceChildren(); addFrame(${JSON.stringify(patientId)}, 600); addFrame(${JSON.stringify(patientId)} === 'high' ? 'low' : 'high', 600); };
setInterval(async () => { const r = await fetch('/chart/${patientId}/record'); if (r.ok) document.getElementById('record').innerHTML = await r.text(); }, 3000);`;

/** The left column, newest first in each section. */
export function chartSections(store: FhirStore, patientId: string): string {
  const of = <T extends FhirResource>(type: T['resourceType']): T[] =>
    (store.all(type) as T[])
      .filter(
        (resource) => (resource as { subject?: { reference?: string } }).subject?.reference === `Patient/${patientId}`,
      )
      .reverse();
  const link = (resource: FhirResource, text: string) =>
    `<a href="/resource/${resource.resourceType}/${resource.id}">${escapeHtml(text)}</a>`;
  const section = (title: string, rows: readonly (readonly string[])[]): string =>
    `<section><h2>${title}</h2>${rows.length > 0 ? `<table><tbody>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table>` : '<p class="soft">None on file</p>'}</section>`;
  const day = (text: string | undefined): string => (text ?? '').slice(0, 10);
  return [
    section(
      'Risk assessments',
      of<RiskAssessment>('RiskAssessment').map((r) => [
        link(r, r.prediction?.[0].outcome?.text ?? 'Risk assessment'),
        `${r.prediction?.[0].probabilityDecimal ?? '-'} %`,
        r.status,
        day(r.occurrenceDateTime),
      ]),
    ),
    section(
      'Problems',
      of<Condition>('Condition').map((r) => [link(r, r.code?.text ?? 'Condition'), day(r.onsetDateTime)]),
    ),
    section(
      'Observations',
      of<Observation>('Observation').map((r) => [
        link(r, r.code.text ?? 'Observation'),
        escapeHtml(readingOf(r)),
        day(r.effectiveDateTime),
      ]),
    ),
    section(
      'Imaging',
      of<ImagingStudy>('ImagingStudy').map((r) => [
        link(r, r.description ?? 'Study'),
        (r.series ?? []).map(({ modality }) => modality.code).join(', '),
        day(r.started),
      ]),
    ),
    section(
      'Orders',
      of<ServiceRequest>('ServiceRequest').map((r) => [link(r, r.code?.text ?? 'Order'), r.status, day(r.authoredOn)]),
    ),
    section(
      'Documents',
      of<DocumentReference>('DocumentReference').map((r) => [link(r, r.type?.text ?? 'Document'), day(r.date)]),
    ),
  ].join('');
}

function readingOf({ valueQuantity, valueBoolean, valueString }: Observation): string {
  if (valueQuantity) return `${valueQuantity.value} ${valueQuantity.unit ?? ''}`;
  if (valueBoolean !== undefined) return valueBoolean ? 'present' : 'absent';
  return valueString ?? '';
}
