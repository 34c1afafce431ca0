import { type ConsentRecord, longestText, type Matter } from '@/lib/consent/consentRecord';
import type { ConsentTexts } from '@/lib/consent/consentTexts';
import { StepTitle } from '../StepTitle';
import type { ChangeRecord } from './changeRecord';
import { NumberSection } from './NumberSection';
import { OptionsSection } from './OptionsSection';
import { Title } from './Title';

interface PatientViewProps {
  readonly texts: ConsentTexts;
  readonly record: ConsentRecord;
  readonly onChange: ChangeRecord;
}

/** What the patient reads, in the order of P5: what matters, choices, how many, range, what is not known, own words, questions. */
export function PatientView({ texts, record, onChange }: PatientViewProps) {
  const { averages, unknown, more, teachBack, questions } = texts;
  const averagesShown = record.averageShown || texts.number.kind === 'abstention';
  return (
    <article>
      <StepTitle step="consent" className="text-[1.5em] leading-tight font-semibold">
        {texts.title}
      </StepTitle>
      <p className="mt-1 flex flex-wrap gap-x-4 text-soft">
        {texts.identity.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </p>
      <p className="mt-3 rounded-md border-2 border-attention p-3 font-semibold text-attention">{texts.status}</p>
      <MattersSection texts={texts} record={record} onChange={onChange} />
      <OptionsSection options={texts.options} order={record.order} onChange={onChange} />
      <NumberSection number={texts.number} />
      <section className="mt-8">
        {!averagesShown && (
          <button
            type="button"
            className="min-h-11 rounded-md border border-line bg-raised px-4"
            onClick={() => onChange({ averageShown: true }, 'average-shown')}
          >
            {averages.show}
          </button>
        )}
        {averagesShown && (
          <>
            <Title>{averages.title}</Title>
            {averages.sentences.map((sentence) => (
              <p key={sentence} className="mt-2">
                {sentence}
              </p>
            ))}
            {texts.number.kind === 'estimate' && (
              <button
                type="button"
                className="mt-3 min-h-11 rounded-md border border-line bg-raised px-4"
                onClick={() => onChange({ averageShown: false })}
              >
                {averages.hide}
              </button>
            )}
          </>
        )}
      </section>
      <section className="mt-8">
        <Title>{unknown.title}</Title>
        <Items items={unknown.items} />
        <details className="mt-3">
          <summary className="min-h-11 content-center text-accent">{more.title}</summary>
          {more.items.map((item) => (
            <p key={item} className="mt-2">
              {item}
            </p>
          ))}
        </details>
      </section>
      <section className="mt-8 rounded-md border-2 border-accent p-4">
        <Title>{teachBack.title}</Title>
        <p className="mt-2">{teachBack.prompt}</p>
      </section>
      <section className="mt-8">
        <Title>{questions.title}</Title>
        <Items items={questions.items} />
        <label className="mt-3 block">
          {questions.own}
          <textarea
            rows={3}
            maxLength={longestText.ownQuestions}
            value={record.ownQuestions}
            onChange={({ target }) => onChange({ ownQuestions: target.value })}
            className="mt-1 block w-full rounded-md border border-soft bg-raised p-2 [unicode-bidi:plaintext]"
          />
        </label>
      </section>
      <section className="mt-8 border-t border-line pt-3 text-[0.9em] text-soft">
        {texts.record.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </section>
    </article>
  );
}

/** What matters to the patient comes before any number (R22). */
function MattersSection({ texts: { matters }, record, onChange }: PatientViewProps) {
  const toggle = (id: Matter, on: boolean) =>
    onChange({
      mattersMost: on ? [...record.mattersMost, id] : record.mattersMost.filter((one) => one !== id),
    });
  return (
    <fieldset className="mt-6">
      <legend className="text-[1.2em] leading-snug font-semibold">{matters.title}</legend>
      <p>{matters.intro}</p>
      <div className="mt-2 grid gap-2 min-[480px]:grid-cols-2">
        {matters.choices.map(({ id, text }) => (
          <label
            key={id}
            className="flex min-h-12 items-center gap-3 rounded-md border border-line bg-raised px-3 py-1 leading-snug"
          >
            <input
              type="checkbox"
              className="size-6 shrink-0 accent-accent"
              checked={record.mattersMost.includes(id)}
              onChange={({ target }) => toggle(id, target.checked)}
            />
            {text}
          </label>
        ))}
      </div>
      <label className="mt-2 block">
        {matters.other}
        <input
          value={record.mattersOther}
          maxLength={longestText.mattersOther}
          onChange={({ target }) => onChange({ mattersOther: target.value })}
          className="mt-1 block min-h-12 w-full rounded-md border border-soft bg-raised px-3 [unicode-bidi:plaintext]"
        />
      </label>
    </fieldset>
  );
}

function Items({ items }: { readonly items: readonly string[] }) {
  return (
    <ul className="mt-2 list-disc space-y-1 ps-[1.2em]">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
