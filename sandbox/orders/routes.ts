import { randomUUID } from 'node:crypto';
import type { Patient } from 'fhir/r4';
import type { AuthorizationServer } from '../auth/authorizationServer';
import type { ServerKeys } from '../auth/keys';
import { accessOf } from '../fhir/access';
import { FhirFailure, invalid } from '../fhir/outcome';
import { CallersRepository } from '../fhir/repository';
import { interact } from '../fhir/router';
import type { FhirStore } from '../fhir/store';
import type { Reply, Request } from '../http';
import { consolePage } from './consolePage';
import { HooksClient } from './hooksClient';
import { OrderDesk } from './orderDesk';
import { fractureLevel, ordersPage } from './ordersPage';

export interface OrderRoutesOptions {
  readonly store: FhirStore;
  readonly authorization: AuthorizationServer;
  readonly keys: ServerKeys;
  readonly now: () => Date;
  readonly appUrl: string;
  readonly ehrUrl: string;
  readonly fhirUrl: string;
  readonly userReference: string;
}

const cdsScope = [
  'Patient',
  'Condition',
  'Observation',
  'Procedure',
  'MedicationRequest',
  'ImagingStudy',
  'ServiceRequest',
  'RiskAssessment',
]
  .map((type) => `patient/${type}.rs`)
  .join(' ');
const cdsTokenSeconds = 300;

/** What the screen says of what was just done. */
const sayings: Readonly<Record<string, string>> = {
  signed: 'The order was signed.',
  accept: 'The draft was added to the unsigned orders.',
  override: 'The card was set aside.',
};

/** Order entry, its cards and the console; undefined for a path that is none of theirs. */
export function orderRoutes(options: OrderRoutesOptions): (request: Request) => Promise<Reply | undefined> {
  const { store, authorization, keys, now, appUrl, ehrUrl, fhirUrl, userReference } = options;
  const hooks = new HooksClient({
    serviceUrl: appUrl,
    ehrUrl,
    fhirUrl,
    keys,
    now,
    userReference,
    tokenFor: (patientId) => {
      const token = { clientId: 'backcast-cds', scope: cdsScope, family: randomUUID(), context: { patientId } };
      const { access } = authorization.grants.issue(token, cdsTokenSeconds, false);
      return { token: access, seconds: cdsTokenSeconds, scope: cdsScope };
    },
    prefetch: (query, patientId) => prefetched(query, patientId, store, fhirUrl),
  });
  const desk = new OrderDesk(store, hooks, now);

  const show = (patientId: string, query: URLSearchParams): Reply => {
    const patient = store.read(`Patient/${patientId}`) as Patient;
    const level = fractureLevel(store.all('Condition'), patientId);
    const said = sayings[query.get('said') ?? ''];
    return ordersPage({
      patient,
      drafts: desk.draftsOf(patientId),
      cards: desk.cardsOf(patientId),
      withPrefetch: query.get('prefetch') !== 'off',
      ...(level && { level }),
      ...(said && { message: said }),
    });
  };

  async function act(patientId: string, action: string, form: URLSearchParams): Promise<Reply> {
    const prefetch = form.get('prefetch') === 'off' ? 'off' : 'on';
    const back = (more = '') => seeOther(`/orders/${patientId}?prefetch=${prefetch}${more}`);
    const order = form.get('order') ?? '';
    if (action === 'new') await desk.add(patientId, form.get('name') ?? '', form.get('level') ?? '', prefetch === 'on');
    else if (action === 'select') await desk.select(patientId, order, prefetch === 'on');
    else if (action === 'sign')
      return back((await desk.sign(patientId, order, prefetch === 'on')) ? '&said=signed' : '');
    else throw invalid('No such action');
    return back();
  }

  async function answerCard(uuid: string, action: string, detail: string, form: URLSearchParams): Promise<Reply> {
    if (action === 'link') return openLink(uuid, Number(detail));
    const { patientId } = desk.linkOf(uuid, 0);
    if (action === 'accept') await desk.accept(uuid, form.get('suggestion') ?? '');
    else if (action === 'override') await desk.override(uuid, form.get('reason') ?? '', form.get('comment') ?? '');
    else if (action === 'close') desk.close(uuid);
    else throw invalid('No such action');
    return seeOther(`/orders/${patientId}?said=${action}`);
  }

  /** A smart link is a launch with the context that the card gave; it goes to the app that is registered, nowhere else. */
  function openLink(uuid: string, index: number): Reply {
    const { link, patientId } = desk.linkOf(uuid, index);
    if (new URL(link.url).origin !== new URL(appUrl).origin) throw invalid('The link leaves the registered app');
    const launch = authorization.grants.newLaunch('backcast', {
      patientId,
      intent: 'order',
      ...(link.appContext && { appContext: link.appContext }),
    });
    return { status: 302, headers: { Location: `${link.url}?${new URLSearchParams({ iss: fhirUrl, launch })}` } };
  }

  return async (request) => {
    const [, area, id = '', action, detail = ''] = request.url.pathname.split('/');
    if (area === 'hooks') return consolePage(hooks.calls);
    if (area !== 'orders' && area !== 'cards') return undefined;
    const form = new URLSearchParams(request.body.toString());
    try {
      if (area === 'cards' && (request.method === 'POST') !== (action === 'link'))
        return await answerCard(id, action ?? '', detail, form);
      if (area === 'orders' && request.method === 'POST') return await act(id, action ?? '', form);
      if (area === 'orders' && !action) return show(id, request.url.searchParams);
      return undefined;
    } catch (error) {
      if (error instanceof FhirFailure) return { status: error.status, json: error.outcome };
      throw error;
    }
  };
}

/** A prefetch query, answered with what the CDS service's own token could read. */
async function prefetched(query: string, patientId: string, store: FhirStore, baseUrl: string): Promise<unknown> {
  const access = accessOf(cdsScope, patientId, undefined);
  const repository = new CallersRepository({ store, baseUrl, access, unsupported: [] });
  const { status, resource } = await store.inTurn(() => interact({ method: 'GET', url: query }, repository));
  return status === 404 ? null : resource;
}

const seeOther = (location: string): Reply => ({ status: 303, headers: { Location: location } });
