import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { formatDate } from '@/lib/core/dates';
import { decisionDataOf } from '@/lib/server/models/decisionData';
import { installedModel } from '@/lib/server/models/readModelPackage';
import { DemonstrationBanner } from '@/lib/ui/DemonstrationBanner';
import { AttributeList } from './AttributeList';
import { LimitTable } from './LimitTable';
import { Performance } from './Performance';
import { PerformanceCharts } from './PerformanceCharts';
import { StudyQuality } from './StudyQuality';
import { Subgroups } from './Subgroups';

export const metadata: Metadata = { title: 'Model card · Backcast' };

/** What the model is, what it was learned from, how well it did and where it stops (P7). Public: it holds no patient. */
export default async function ModelPage() {
  const { manifest, card, report } = await installedModel();
  return (
    <>
      {manifest.status === 'demonstration' && (
        <header>
          <DemonstrationBanner />
        </header>
      )}
      <main className="mx-auto max-w-5xl px-4 py-4">
        <h1 className="text-xl leading-7 font-semibold">{manifest.title}: model card</h1>
        <p className="mt-1 text-soft">
          Version {manifest.version}, released {formatDate(manifest.released)}, status: {manifest.status}. Package{' '}
          {manifest.id}.
        </p>
        <p className="mt-2 max-w-[68ch]">
          It estimates the chance of {manifest.outcome.definition}. This definition of the outcome is from{' '}
          {manifest.outcome.source}.
        </p>
        <p className="mt-2">
          <a href="/model/chai.xml" download>
            Download the CHAI applied model card (XML)
          </a>
        </p>
        <Section title="How well it did">
          <Performance report={report} />
          <PerformanceCharts report={report} decision={decisionDataOf({ manifest, report })} />
        </Section>
        <Section title="In groups of patients">
          <Subgroups subgroups={report.subgroups} />
        </Section>
        <Section title="How good the study was">
          <StudyQuality report={report} cohort={manifest.cohort} />
        </Section>
        <Section title="Where it stops or warns">
          <LimitTable limits={manifest.limits} />
        </Section>
        <Section title="The 31 source attributes of 45 CFR 170.315(b)(11)(iv)(B)">
          <AttributeList attributes={card.attributes} />
        </Section>
        <Section title="Versions">
          <ul>
            {card.versions.map(({ version, date, changes }) => (
              <li key={version}>
                {version}, {formatDate(date)}: {changes}
              </li>
            ))}
          </ul>
        </Section>
      </main>
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="mt-8">
      <h2 className="mb-2 text-base font-semibold">{title}</h2>
      {children}
    </section>
  );
}
