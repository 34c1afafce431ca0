/** Texts beside the picture: the legend repeats the counts (R4), the table says the same to who cannot see it (E3). */
export interface IconArrayTexts {
  /** "With residual back pain: about 31 of 100". */
  readonly withLegend: string;
  readonly withoutLegend: string;
  readonly tableCaption: string;
  readonly tableHead: readonly [outcome: string, people: string];
  /** The counts in the words of the legend: "about 31 of 100", or a bound where the count itself would claim certainty (S10). */
  readonly tableCells: readonly [withOutcome: string, withoutOutcome: string];
}

interface IconArrayProps {
  readonly count: number;
  /** The whole sentence that the picture stands for. */
  readonly label: string;
  readonly texts: IconArrayTexts;
  readonly className?: string;
}

/** 100 people, filled from the bottom row in one block, from the side where lines begin; filled against outlined, so that it survives grey print (R4, R16, E3). */
export function IconArray({ count, label, texts, className = 'w-40' }: IconArrayProps) {
  return (
    <figure className={`shrink-0 ${className}`}>
      <svg viewBox="0 0 100 100" role="img" aria-label={label} className="w-full rtl:-scale-x-100">
        {Array.from({ length: 100 }, (_, person) => {
          const [x, y] = [(person % 10) * 10 + 5, 95 - Math.floor(person / 10) * 10];
          const affected = person < count;
          return affected ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the people never change places.
            <rect key={person} x={x - 3.6} y={y - 3.6} width="7.2" height="7.2" rx="1.4" className="fill-estimate" />
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the people never change places.
            <circle key={person} cx={x} cy={y} r="3.1" className="fill-none stroke-estimate-rest" strokeWidth="1.2" />
          );
        })}
      </svg>
      <figcaption className="mt-1">
        <p aria-hidden="true" className="flex items-baseline gap-[0.5em]">
          <svg aria-hidden="true" viewBox="0 0 10 10" className="size-[0.8em] shrink-0">
            <path d="M1.4 1.4h7.2v7.2h-7.2z" className="fill-estimate" />
          </svg>
          <span>{texts.withLegend}</span>
        </p>
        <p aria-hidden="true" className="flex items-baseline gap-[0.5em]">
          <svg aria-hidden="true" viewBox="0 0 10 10" className="size-[0.8em] shrink-0">
            <path d="M5 1.6a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8Z" className="fill-none stroke-estimate-rest" />
          </svg>
          <span>{texts.withoutLegend}</span>
        </p>
        {/* A table ignores the width of one pixel that hides it, so it is hidden by what is around it. */}
        <div className="sr-only print:hidden">
          <table>
            <caption>{texts.tableCaption}</caption>
            <thead>
              <tr>
                {texts.tableHead.map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[
                [texts.withLegend, texts.tableCells[0]],
                [texts.withoutLegend, texts.tableCells[1]],
              ].map(([legend, people]) => (
                <tr key={legend}>
                  <th scope="row">{legend}</th>
                  <td>{people}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </figcaption>
    </figure>
  );
}
