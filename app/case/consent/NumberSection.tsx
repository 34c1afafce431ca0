import type { ConsentTexts } from '@/lib/consent/consentTexts';
import type { NumberText } from '@/lib/consent/numberText';
import { IconArray } from '@/lib/ui/IconArray';
import { RangeBar } from './RangeBar';
import { Title } from './Title';

/** How many people: number, picture and words together (R4, R5), both frames at one size (R3), the range below (R9). Or an abstention. */
export function NumberSection({ number }: { readonly number: ConsentTexts['number'] }) {
  if (number.kind === 'abstention')
    return (
      <section className="mt-8 rounded-md border-2 border-line bg-raised p-4">
        <Title>{number.title}</Title>
        {number.sentences.map((sentence) => (
          <p key={sentence} className="mt-2">
            {sentence}
          </p>
        ))}
      </section>
    );
  return (
    <section className="mt-8 rounded-md border-2 border-line bg-raised p-4">
      <Title>{number.title}</Title>
      <p className="mt-2">{number.lead}</p>
      <Picture number={number} />
    </section>
  );
}

/** Words on one side, picture and range on the other; below each other where there is no room. */
function Picture({
  number: { frames, array, range, after },
}: {
  readonly number: Extract<NumberText, { kind: 'estimate' }>;
}) {
  return (
    <div className="mt-3 flex flex-wrap items-start gap-x-8 gap-y-4">
      <div className="min-w-[min(100%,21.5em)] flex-1">
        <div className="mb-4 space-y-4">
          {frames?.map(({ figure, sentence }) => (
            <div key={sentence}>
              <p aria-hidden="true" className="text-[min(2.8em,10vw)] leading-tight font-semibold">
                {figure}
              </p>
              <p>{sentence}</p>
            </div>
          ))}
        </div>
        {after.map((sentence) => (
          <p key={sentence} className="mt-2">
            {sentence}
          </p>
        ))}
      </div>
      <div className="w-[13em] max-w-full">
        {array && <IconArray count={array.count} label={array.label} texts={array} className="w-full" />}
        <RangeBar low={range.lowCount} high={range.highCount} label={range.label} />
        {range.sentences.map((sentence) => (
          <p key={sentence} className="mt-1">
            {sentence}
          </p>
        ))}
      </div>
    </div>
  );
}
