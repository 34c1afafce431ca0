import { type InputShares, sharesOf } from '../metrics/inputShares';

/** A bin that nobody is in would make the index infinite; it counts as this share. */
const least = 1e-4;

/**
 * Population stability index of an input: sum of (now - then) ln(now / then) over the bins of the training patients (Siddiqi
 * 2006). Unknown values are left out; undefined where fewer than `fewest` are known, for then chance alone moves it.
 */
export function stabilityIndex(
  { edges, shares }: InputShares,
  values: ArrayLike<number>,
  fewest = 100,
): number | undefined {
  const known = Array.from(values).filter((value) => !Number.isNaN(value));
  if (known.length < fewest) return undefined;
  return sharesOf(known, edges).reduce((sum, share, bin) => {
    const [now, then] = [Math.max(share, least), Math.max(shares[bin], least)];
    return sum + (now - then) * Math.log(now / then);
  }, 0);
}
