import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { formatDate } from '@/lib/core/dates';
import { decisionDataOf } from '@/lib/server/models/decisionData';
import { installedModel } from '@/lib/server/models/readModelPackage';
import { IntendedUse } from '@/lib/ui/IntendedUse';
import { AtAGlance } from './AtAGlance';
import { AttributeList } from './AttributeList';
import { LimitTable } from './LimitTable';
import { Performance } from './Performance';
import { PerformanceCharts } from './PerformanceCharts';
import { StudyQuality } from './StudyQuality';
import { Subgroups } from './Subgroups';
import { VersionHistory } from './VersionHistory';

export const metadata: Metadata = { title: 'Model card · Backcast' };

/** What the model is, what it was learned from, how well it did and where it stops (P7). Public: it holds no patient. */
export default async function ModelPage() {
  const { manifest, card, report } = await installedModel();
  const sections: readonly CardSection[] = [
    {
      id: 'performance',
      title: 'How well it did',
      content: (
        <>
          <Performance report={report} />
          <PerformanceCharts report={report} decision={decisionDataOf({ manifest, report })} />
        </>
      ),
    },
    { id: 'groups', title: 'In groups of patients', content: <Subgroups subgroups={report.subgroups} /> },
    {
      id: 'study',
      title: 'How good the study was',
      content: <StudyQuality report={report} cohort={manifest.cohort} />,
    },
    {
      id: 'limits',
      title: 'Where it stops or warns',
      content: <LimitTable limits={manifest.limits} inputs={manifest.inputs} />,
    },
    {
      id: 'attributes',
      title: 'The 31 source attributes',
      content: <AttributeList attributes={card.attributes} limits={manifest.limits} />,
    },
    { id: 'versions', title: 'Versions', content: <VersionHistory manifest={manifest} versions={card.versions} /> },
  ];
  return (
    <>
      <header>
        <IntendedUse status={manifest.status} />
      </header>
      <main className="mx-auto max-w-page px-4 py-6">
        <h1 className="text-xl font-semibold">{manifest.title}: model card</h1>
        <p className="mt-1 text-soft">
          Version {manifest.version}, released {formatDate(manifest.released)}, status: {manifest.status}. Package{' '}
          {manifest.id}.
        </p>
        <AtAGlance manifest={manifest} report={report} />
        <div className="mt-6 gap-x-8 lg:grid lg:grid-cols-[200px_minmax(0,1fr)]">
          <Contents sections={sections} />
          <div className="min-w-0">
            {sections.map(({ id, title, content }) => (
              <section key={id} aria-labelledby={id} className="mb-8 scroll-mt-4">
                <h2 id={id} className="mb-3 scroll-mt-4 border-b border-line pb-1 text-base font-semibold">
                  {title}
                </h2>
                {content}
              </section>
            ))}
          </div>
        </div>
      </main>
    </>
  );
}

interface CardSection {
  readonly id: string;
  readonly title: string;
  readonly content: ReactNode;
}

/** Stays in sight beside the card where there is room. */
function Contents({ sections }: { readonly sections: readonly CardSection[] }) {
  return (
    <nav aria-label="Parts of the card" className="mb-6 self-start lg:sticky lg:top-4">
      <ul className="flex flex-wrap gap-x-4 lg:block">
        {sections.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`} className="inline-flex min-h-8 items-center">
              {title}
            </a>
          </li>
        ))}
        <li className="lg:mt-2 lg:border-t lg:border-line lg:pt-2">
          <a href="/model/chai.xml" download className="inline-flex min-h-8 items-center">
            Download the CHAI applied model card (XML)
          </a>
        </li>
      </ul>
    </nav>
  );
}
