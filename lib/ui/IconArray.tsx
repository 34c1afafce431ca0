/** 100 people, filled from the bottom row in one block; filled against outlined, so that it survives grey print (R4, R16, E3). */
export function IconArray({ count, label }: { readonly count: number; readonly label: string }) {
  return (
    <svg viewBox="0 0 100 100" role="img" aria-label={label} className="w-40 shrink-0">
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
  );
}
