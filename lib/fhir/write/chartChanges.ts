/** A resource that is not what it was when its values were read. */
export interface ChartChange {
  /** "Observation/12". */
  readonly reference: string;
  readonly kind: 'changed' | 'gone' | 'unreadable';
}

/**
 * Compares versions as they were read with those of now: the patient, the fracture and every source of an input (S4, S18).
 * @param versionsThen reference to version, of ChartData.
 * @param versionNow the version of a resource now; undefined if it is gone, null if it cannot be read.
 */
export async function chartChanges(
  references: readonly string[],
  versionsThen: Readonly<Record<string, string>>,
  versionNow: (reference: string) => Promise<string | undefined | null>,
): Promise<readonly ChartChange[]> {
  const unversioned = [...new Set(references.map((reference) => reference.split('/_history/')[0]))];
  const compared = await Promise.all(
    unversioned.map(async (reference): Promise<ChartChange | undefined> => {
      const now = await versionNow(reference);
      if (now === undefined) return { reference, kind: 'gone' };
      if (now === null) return { reference, kind: 'unreadable' };
      return now === versionsThen[reference] ? undefined : { reference, kind: 'changed' };
    }),
  );
  return compared.filter((change) => change !== undefined);
}
