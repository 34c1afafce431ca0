import type {
  Condition,
  DocumentReference,
  Encounter,
  FhirResource,
  ImagingStudy,
  MedicationRequest,
  Observation,
  Patient,
  Procedure,
  RiskAssessment,
  ServiceRequest,
} from 'fhir/r4';
import type { FhirStore } from '../fhir/store';
import { escapeHtml, type Reply } from '../http';
import type { Switches } from '../switches';
import { ageOn } from './age';
import { page } from './layout';

/** A patient's chart: what is recorded on the left, kept up to date while the app works, and the app's frame on the right. */
export function chartPage(store: FhirStore, patientId: string, switches: Switches, appUrl: string, now: Date): Reply {
  const patient = store.read(`Patient/${patientId}`) as Patient;
  const others = (store.all('Patient') as Patient[]).filter(({ id }) => id !== patientId);
  const options = others.map(({ id, name }) => `<option value="${id}">${escapeHtml(name?.[0].text ?? '')}</option>`);
  return page(
    patient.name?.[0].text ?? patientId,
    `<div class="patient"><h1>${escapeHtml(patient.name?.[0].text ?? '')}</h1><span>${ageOn(patient.birthDate ?? '', now)} years, ${patient.gender}</span><span>born ${patient.birthDate}</span><span>record ${escapeHtml(patient.identifier?.[0].value ?? '')}</span></div>
<div class="chart"><div id="record">${chartSections(store, patientId)}</div>
<div class="apps"><section><h2>Backcast</h2><div class="tools">
<button type="button" id="open" class="main">Open Backcast</button>
<label>Width <select id="width"><option>320</option><option selected>600</option><option>1024</option></select></label>
<a class="button" id="tab" href="/launch/${patientId}" target="_blank" rel="noopener">Open in a tab</a>
<a class="button" href="/orders/${patientId}">Orders</a></div>
<details class="tools"><summary>Test the app: two charts, another patient in the same frame</summary><div class="tools">
<button type="button" id="two">Two patients at once</button>
<label>Another patient <select id="other">${options.join('')}</select></label>
<button type="button" id="switch">Switch the open frame to this patient</button></div></details></section>
<div id="frames"></div></div></div><script>${script(patientId, switches.partitionedFrames, new URL(appUrl).origin)}</script>`,
  );
}

const script = (patientId: string, partitioned: boolean, appOrigin: string): string => `
const own = ${JSON.stringify(patientId)};
const frames = document.getElementById('frames');
const addFrame = (id, width) => {
  const frame = document.createElement('iframe');
  // As EHRs frame apps: no top navigation.
  frame.setAttribute('sandbox', 'allow-forms allow-modals allow-pointer-lock allow-popups allow-popups-to-escape-sandbox allow-same-origin allow-scripts allow-downloads');
  frame.credentialless = ${partitioned};
  frame.title = 'Backcast for ' + id;
  frame.width = width; frame.height = 900;
  frame.src = '/launch/' + id;
  frames.append(frame);
};
const chosen = (id) => document.getElementById(id).value;
document.getElementById('open').onclick = () => { frames.replaceChildren(); addFrame(own, chosen('width')); };
document.getElementById('two').onclick = () => { frames.replaceChildren(); addFrame(own, 600); addFrame(own === 'high' ? 'low' : 'high', 600); };
document.getElementById('switch').onclick = () => {
  if (!frames.firstChild) addFrame(own, chosen('width'));
  frames.firstChild.title = 'Backcast for ' + chosen('other');
  frames.firstChild.src = '/launch/' + chosen('other');
};
addEventListener('message', async ({ origin, source, data }) => {
  if (origin !== ${JSON.stringify(appOrigin)} || data?.messageType !== 'scratchpad.create') return;
  const answer = await fetch('/scratchpad', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(data) });
  source.postMessage(await answer.json(), origin);
});
const record = document.getElementById('record');
let shown;
setInterval(async () => {
  const answer = await fetch('/chart/' + own + '/record').catch(() => undefined);
  const text = answer?.ok ? await answer.text() : shown;
  // Only what is new replaces the record: a reader's place and focus stay.
  if (text !== shown) { record.innerHTML = text; shown = text; }
}, 3000);`;

/** The left column, newest first in each section; of one day, what was written last. */
export function chartSections(store: FhirStore, patientId: string): string {
  const of = <T extends FhirResource>(type: T['resourceType'], date: (one: T) => string | undefined): T[] =>
    (store.all(type) as T[])
      .filter(
        (resource) => (resource as { subject?: { reference?: string } }).subject?.reference === `Patient/${patientId}`,
      )
      .reverse()
      .sort((a, b) => day(date(b)).localeCompare(day(date(a))));
  const link = (resource: FhirResource, text: string) =>
    `<a href="/resource/${resource.resourceType}/${resource.id}">${escapeHtml(text)}</a>`;
  const section = (title: string, rows: readonly (readonly string[])[]): string =>
    `<section><h2>${title}${rows.length > 0 ? ` <span class="soft">${rows.length}</span>` : ''}</h2>${rows.length > 0 ? `<table><tbody>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table>` : '<p class="soft">None on file</p>'}</section>`;
  const day = (text: string | undefined): string => (text ?? '').slice(0, 10);
  return [
    section(
      'Risk assessments',
      of<RiskAssessment>('RiskAssessment', (r) => r.occurrenceDateTime).map((r) => [
        link(r, r.prediction?.[0].outcome?.text ?? 'Risk assessment'),
        withdrawn(r.status, `${r.prediction?.[0].probabilityDecimal ?? '-'} %`),
        r.status,
        day(r.occurrenceDateTime),
      ]),
    ),
    section(
      'Problems',
      of<Condition>('Condition', (r) => r.onsetDateTime).map((r) => [
        link(r, r.code?.text ?? 'Condition'),
        day(r.onsetDateTime),
      ]),
    ),
    section(
      'Observations',
      of<Observation>('Observation', (r) => r.effectiveDateTime).map((r) => [
        link(r, r.code.text ?? 'Observation'),
        r.valueQuantity ? `<span class="amount">${escapeHtml(readingOf(r))}</span>` : escapeHtml(readingOf(r)),
        day(r.effectiveDateTime),
      ]),
    ),
    section(
      'Imaging',
      of<ImagingStudy>('ImagingStudy', (r) => r.started).map((r) => [
        link(r, r.description ?? 'Study'),
        (r.series ?? []).map(({ modality }) => modality.code).join(', '),
        day(r.started),
      ]),
    ),
    section(
      'Orders',
      of<ServiceRequest>('ServiceRequest', (r) => r.authoredOn).map((r) => [
        link(r, r.code?.text ?? 'Order'),
        r.status,
        day(r.authoredOn),
      ]),
    ),
    section(
      'Medications',
      of<MedicationRequest>('MedicationRequest', (r) => r.authoredOn).map((r) => [
        link(r, r.medicationCodeableConcept?.text ?? 'Medication'),
        r.status,
        day(r.authoredOn),
      ]),
    ),
    section(
      'Procedures',
      of<Procedure>('Procedure', (r) => r.performedDateTime).map((r) => [
        link(r, r.code?.text ?? 'Procedure'),
        day(r.performedDateTime),
      ]),
    ),
    section(
      'Visits',
      of<Encounter>('Encounter', (r) => r.period?.start).map((r) => [
        link(r, r.type?.[0].text ?? 'Visit'),
        r.status,
        day(r.period?.start),
      ]),
    ),
    section(
      'Documents',
      of<DocumentReference>('DocumentReference', (r) => r.date).map((r) => [
        link(r, r.type?.text ?? 'Document'),
        day(r.date),
      ]),
    ),
  ].join('');
}

/** What was entered in error stays legible, struck through. */
const withdrawn = (status: string, text: string): string => (status === 'entered-in-error' ? `<s>${text}</s>` : text);

function readingOf({ valueQuantity, valueBoolean, valueString }: Observation): string {
  // Annotations of UCUM are for machines.
  if (valueQuantity) return `${valueQuantity.value} ${(valueQuantity.unit ?? '').replace(/\{.*\}/, '')}`.trim();
  if (valueBoolean !== undefined) return valueBoolean ? 'present' : 'absent';
  return valueString ?? '';
}
