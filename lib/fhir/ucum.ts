import type { ConvertUnit } from './chart/measurement';

/**
 * Unit conversion by the reference implementation of UCUM of the U.S. National Library of Medicine. It is 59 kB
 * compressed, so it is loaded where a chart holds a unit that is not ours, and not with the page.
 */
export async function loadUcum(): Promise<ConvertUnit> {
  const { UcumLhcUtils } = await import('@lhncbc/ucum-lhc');
  const utils = UcumLhcUtils.getInstance();
  return (value, fromUcum, toUcum) => {
    const { status, toVal } = utils.convertUnitTo(fromUcum, value, toUcum);
    return status === 'succeeded' && typeof toVal === 'number' && Number.isFinite(toVal) ? toVal : undefined;
  };
}
