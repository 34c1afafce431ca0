'use client';
import { usePathname, useRouter } from 'next/navigation';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { type OpenCase, openCase } from '@/lib/client/app/openCase';
import type { CaseState } from '@/lib/client/case/caseState';
import { chosenFracture } from '@/lib/client/case/chosenFracture';
import { isImagingSettled } from '@/lib/client/case/isImagingSettled';
import { isRevealed } from '@/lib/client/case/isRevealed';
import { consentGate } from '@/lib/client/consent/consentGate';
import { signatureOfResult } from '@/lib/client/sign/signatureOfResult';
import { notOpenTexts } from '@/lib/smart/notOpenTexts';
import { IdentityLine } from '@/lib/ui/IdentityLine';
import { IntendedUse } from '@/lib/ui/IntendedUse';
import { Notice } from '@/lib/ui/Notice';
import { PanelSkeletons } from '@/lib/ui/Skeleton';
import { type Step, StepRail } from '@/lib/ui/StepRail';
import { framedTab } from '../ownTab/framedTab';
import { readiness } from './data/readiness';
import { useInstalledModel } from './InstalledModel';
import { SessionGuard } from './SessionGuard';
import { StepLink, StepNavigation } from './StepNavigation';
import { StepTitle } from './StepTitle';

const CaseContext = createContext<OpenCase | undefined>(undefined);

/** The open case and its state, which re-renders on each change. For components below CaseFrame. */
export function useCase(): OpenCase & { readonly state: CaseState } {
  const open = useContext(CaseContext);
  if (!open) throw new Error('useCase is used outside CaseFrame');
  const state = useSyncExternalStore(open.store.subscribe, open.store.get, open.store.get);
  return { ...open, state };
}

/** What every step has around it: demonstration status, whose case it is, the steps, and one question as its title. */
export function CaseFrame({
  step,
  title,
  wide = false,
  children,
}: {
  readonly step: string;
  /** One question, or what became of it. */
  readonly title: ReactNode;
  /** For a step that shows images: takes the width that there is. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <CaseProvider>
      <CaseHeader step={step} />
      <main className={`mx-auto px-4 pt-4 ${wide ? 'max-w-screen-2xl' : 'max-w-page'}`}>
        <StepTitle step={step}>{title}</StepTitle>
        {children}
      </main>
    </CaseProvider>
  );
}

/** The case without anything around it, for a screen that a patient looks at. Handed over, no other screen opens (P5). */
export function CaseProvider({ children }: { readonly children: ReactNode }) {
  const [open, setOpen] = useState<OpenCase | keyof typeof notOpenTexts>();
  const { status, ownTabs } = useInstalledModel();
  useEffect(() => {
    openCase().then(
      (found) => setOpen(found ?? 'launch-lost'),
      () => setOpen('not-opened'),
    );
  }, []);
  if (typeof open === 'string') {
    return (
      <>
        <header>
          <IntendedUse status={status} />
        </header>
        <main className="mx-auto max-w-xl p-4">
          <h1 className="text-xl font-semibold">This case is not open here</h1>
          <Notice state="stop" problem={notOpenTexts[open]} />
          {framedTab(ownTabs)?.wayOut}
        </main>
      </>
    );
  }
  if (!open) {
    return (
      <main className="mx-auto max-w-page p-4">
        <PanelSkeletons panels={4} label="Opening the case" />
      </main>
    );
  }
  return (
    <CaseContext value={open}>
      <SessionGuard open={open}>
        <StepNavigation>
          <PatientHasIt>{children}</PatientHasIt>
        </StepNavigation>
      </SessionGuard>
    </CaseContext>
  );
}

function PatientHasIt({ children }: { readonly children: ReactNode }) {
  const { state } = useCase();
  const router = useRouter();
  const path = usePathname();
  const elsewhere = state.consent?.lock !== undefined && path !== consentPath;
  useEffect(() => {
    if (elsewhere) router.replace(consentPath);
  }, [elsewhere, router]);
  return elsewhere ? null : children;
}

/** Takes no box of its own, so that the identity stays in sight along the whole page. */
function CaseHeader({ step }: { readonly step: string }) {
  const { state, fhir } = useCase();
  const { chart } = state;
  const { status, ownTabs } = useInstalledModel();
  const level = chosenFracture(state)?.level;
  return (
    <header className="contents">
      <IntendedUse status={status}>{framedTab(ownTabs, fhir.session.issuer)?.offer}</IntendedUse>
      {chart && (
        <IdentityLine {...(fhir.session.needPatientBanner && { patient: chart.patient })} {...(level && { level })} />
      )}
      <div className="border-b border-line px-[calc(var(--edge)-8px)]">
        <StepRail
          steps={stepsOf(state)}
          current={step}
          link={({ href }, content) => (
            <StepLink href={href} className="block no-underline">
              {content}
            </StepLink>
          )}
        />
      </div>
    </header>
  );
}

const consentPath = '/case/consent';

function stepsOf(state: CaseState): readonly Step[] {
  const { imaging, assessment, consent } = state;
  const signature = signatureOfResult(state);
  const revealed = isRevealed(state);
  const ready = readiness(state).ok;
  return [
    { id: 'data', name: 'Data', href: '/case/data', open: true, done: ready },
    { id: 'imaging', name: 'Imaging', href: '/case/imaging', open: ready, done: imaging !== undefined },
    { id: 'result', name: 'Result', href: '/case/result', open: isImagingSettled(state), done: revealed },
    {
      id: 'decide',
      name: 'Decide',
      href: '/case/decide',
      open: revealed,
      done: state.actThresholdPer100 !== undefined,
    },
    {
      id: 'consent',
      name: 'Consent',
      href: consentPath,
      open: consentGate(state).state !== 'locked',
      done: consent?.teachBack !== undefined,
    },
    {
      id: 'sign',
      name: 'Sign',
      href: '/case/sign',
      open: revealed && assessment?.kind === 'estimate',
      done: signature !== undefined && signature.status !== 'entered-in-error',
    },
  ];
}
