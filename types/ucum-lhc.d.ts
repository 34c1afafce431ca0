/** The part of @lhncbc/ucum-lhc that the product uses; the package brings no types. */
declare module '@lhncbc/ucum-lhc' {
  export class UcumLhcUtils {
    static getInstance(): UcumLhcUtils;
    convertUnitTo(
      fromUnit: string,
      value: number,
      toUnit: string,
    ): { status: string; toVal: number | null; msg?: string[] };
  }
}
