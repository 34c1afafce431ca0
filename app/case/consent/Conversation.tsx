'use client';
import { useEffect } from 'react';
import { reportEvent } from '@/lib/client/audit/reportEvent';
import type { ConsentFacts } from '@/lib/consent/consentFacts';
import { type ConsentEvent, type ConsentRecord, recorded } from '@/lib/consent/consentRecord';
import { consentTexts } from '@/lib/consent/consentTexts';
import { catalogues } from '@/lib/consent/messages/catalogue';
import type { AppEventName } from '@/lib/core/appEvents';
import { useCase } from '../CaseFrame';
import { CareTeamBar } from './CareTeamBar';
import type { ChangeRecord } from './changeRecord';
import { PatientView } from './PatientView';
import { PrintedPages } from './PrintedPages';
import { ReadingChoices } from './ReadingChoices';
import { TeachBackForm } from './TeachBackForm';

/** What of the conversation the audit keeps (S16). */
const audited: Readonly<Partial<Record<ConsentEvent, AppEventName>>> = {
  printed: 'print',
  'saved-as-pdf': 'print',
  'handed-over': 'share',
};
const pixels = { large: 20, larger: 24, largest: 28 } as const;

/** The patient view on the screen, its two printed pages, and around it what the care team needs, unless it was handed over. */
export function Conversation({ facts, record }: { readonly facts: ConsentFacts; readonly record: ConsentRecord }) {
  const { store, fhir } = useCase();
  const texts = consentTexts(facts, record);
  const locked = record.lock !== undefined;
  const { launchId: launch } = fhir.session;
  useEffect(() => reportEvent({ event: 'view', launch }), [launch]);
  const change: ChangeRecord = (part, what) => {
    store.update({ consent: recorded(store.get().consent ?? record, part, new Date().toISOString(), what) });
    const event = what && audited[what];
    if (event) reportEvent({ event, launch });
  };
  return (
    <>
      <div className="print:hidden">
        <CareTeamBar texts={texts} record={record} onChange={change} />
      </div>
      <main className="print:hidden">
        <div
          lang={record.language}
          dir={catalogues[record.language].direction}
          className="mx-auto max-w-[900px] px-4 pb-8 leading-[1.5] wrap-break-word hyphens-auto"
          style={{ fontSize: `${pixels[record.textSize]}px` }}
        >
          <ReadingChoices record={record} onChange={change} />
          <PatientView texts={texts} record={record} onChange={change} />
        </div>
        {!locked && (
          <div className="mx-auto max-w-[900px] px-4 pb-8">
            <TeachBackForm facts={facts} record={record} by={fhir.session.user.name} onChange={change} />
          </div>
        )}
      </main>
      {!locked && <PrintedPages texts={texts} record={record} />}
    </>
  );
}
