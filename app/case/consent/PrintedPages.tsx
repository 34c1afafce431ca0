import type { ReactNode } from 'react';
import type { ConsentRecord } from '@/lib/consent/consentRecord';
import type { ConsentTexts } from '@/lib/consent/consentTexts';
import { catalogues } from '@/lib/consent/messages/catalogue';
import { chosenMatters, ownQuestions, saidBack } from '@/lib/consent/printedParts';
import { IconArray } from '@/lib/ui/IconArray';
import { RangeBar } from './RangeBar';

interface PrintedPagesProps {
  readonly texts: ConsentTexts;
  readonly record: ConsentRecord;
}

/** More characters in the patient's own words, or more ticks, than this need a smaller type to stay on two sheets. */
const roomyWords = 120;
const roomyMatters = 2;
const densities = ['', 'printed-dense', 'printed-denser', 'printed-denser'] as const;

/** The same texts on two sheets of A4 or Letter: whose, which version and when on each, nothing to press (E13). */
export function PrintedPages({ texts, record }: PrintedPagesProps) {
  const { options, unknown, averages, more, teachBack, questions, number, joined } = texts;
  const averagesShown = record.averageShown || number.kind === 'abstention';
  const words = record.ownQuestions.length + (record.teachBack?.words.length ?? 0);
  const extras = [
    averagesShown && number.kind === 'estimate',
    words > roomyWords,
    chosenMatters(texts, record).length > roomyMatters,
  ];
  const said = saidBack(texts, record);
  const density = densities[extras.filter(Boolean).length];
  return (
    <article
      className={`printed hidden print:block ${density}`}
      lang={record.language}
      dir={catalogues[record.language].direction}
      aria-hidden="true"
    >
      <Sheet texts={texts} page={1}>
        <h1>{texts.title}</h1>
        <Matters texts={texts} record={record} />
        <h2>{options.title}</h2>
        <p>{options.intro}</p>
        <div className="printed-columns">
          {options.columns.map(({ title, what, halves }) => (
            <section key={title}>
              <h3>{title}</h3>
              <p>{what}</p>
              {halves.map((half) => (
                <div key={half.title}>
                  <h4>{half.title}</h4>
                  <ul>
                    {half.items.map((item) => (
                      <li key={item}>{item}</li>
                    ))}
                  </ul>
                </div>
              ))}
            </section>
          ))}
        </div>
        <p>{options.both}</p>
        <Block title={unknown.title} items={[...unknown.items, ...more.items]} />
      </Sheet>
      <Sheet texts={texts} page={2}>
        <PrintedNumber number={number} joined={joined} />
        {averagesShown && (
          <>
            <h2>{averages.title}</h2>
            <p>{joined(averages.sentences)}</p>
          </>
        )}
        <h2>{teachBack.title}</h2>
        <p>{teachBack.prompt}</p>
        {said ? (
          <p>{said}</p>
        ) : (
          <Lines count={averagesShown && number.kind === 'estimate' ? 1 : 2} label={texts.emptyLine} />
        )}
        <Block title={questions.title} items={questions.items} />
        <h3>{questions.own}</h3>
        {record.ownQuestions && <p className="whitespace-pre-line">{ownQuestions(record)}</p>}
        {!record.ownQuestions && <Lines count={averagesShown ? 2 : 3} label={texts.emptyLine} />}
      </Sheet>
    </article>
  );
}

function Sheet({
  texts,
  page,
  children,
}: {
  readonly texts: ConsentTexts;
  readonly page: number;
  readonly children: ReactNode;
}) {
  return (
    <section className="sheet">
      <header>
        <p>
          {texts.identity.map((line, place) => (
            <span key={line}>{place === 0 ? <strong>{line}</strong> : line}</span>
          ))}
        </p>
        <p className="sheet-status">{texts.status}</p>
      </header>
      <div className="sheet-body">{children}</div>
      <footer>
        <p>
          {texts.record.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </p>
        <p>
          <span>{texts.printed(new Date().toISOString())}</span>
          <span>{texts.mayChange}</span>
          <span>{texts.page(page, 2)}</span>
        </p>
      </footer>
    </section>
  );
}

function Matters({ texts, record }: PrintedPagesProps) {
  const { matters } = texts;
  const all = chosenMatters(texts, record);
  return (
    <section className="printed-matters">
      <h2>{matters.title}</h2>
      {all.length === 0 ? (
        <p>{matters.none}</p>
      ) : (
        <ul>
          {all.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function PrintedNumber({ number, joined }: Pick<ConsentTexts, 'number' | 'joined'>) {
  if (number.kind === 'abstention')
    return (
      <>
        <h2>{number.title}</h2>
        <p>{joined(number.sentences)}</p>
      </>
    );
  const { frames, array, range } = number;
  return (
    <>
      <h2>{number.title}</h2>
      <p>{number.lead}</p>
      <div className="printed-number">
        <div>
          {frames?.map(({ figure, sentence }) => (
            <div key={sentence}>
              <p className="printed-figure">{figure}</p>
              <p>{sentence}</p>
            </div>
          ))}
          <p>{joined(range.sentences)}</p>
        </div>
        <div className="printed-picture">
          {array && <IconArray count={array.count} label={array.label} texts={array} className="w-full" />}
          <RangeBar low={range.lowCount} high={range.highCount} label={range.label} />
        </div>
      </div>
      <p>{joined(number.after)}</p>
    </>
  );
}

function Block({ title, items }: { readonly title: string; readonly items: readonly string[] }) {
  return (
    <>
      <h2>{title}</h2>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </>
  );
}

function Lines({ count, label }: { readonly count: number; readonly label: string }) {
  return (
    <div role="img" aria-label={label}>
      {Array.from({ length: count }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change places.
        <div key={line} className="printed-line" />
      ))}
    </div>
  );
}
