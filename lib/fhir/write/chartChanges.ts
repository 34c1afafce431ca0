/** A resource that is not what it was when its values were read. */
export interface ChartChange {
  /** "Observation/12". */
  readonly reference: string;
  readonly kind: 'changed' | 'gone' | 'unreadable';
}

/**
 * Compares versions as they were read with those of now: the patient, the fracture and every source of an input (S4, S18).
 * @param references with the version that an input was read from, where it has one; that version counts.
 * @param versionsThen reference to version, of ChartData, for those without.
 * @param versionNow the version of a resource now; undefined if it is gone, null if it cannot be read.
 */
export async function chartChanges(
  references: readonly string[],
  versionsThen: Readonly<Record<string, string>>,
  versionNow: (reference: string) => Promise<string | undefined | null>,
): Promise<readonly ChartChange[]> {
  const then = new Map(
    references.map((written) => {
      const [reference, version] = written.split('/_history/');
      return [reference, version ?? versionsThen[reference]];
    }),
  );
  const compared = await Promise.all(
    [...then].map(async ([reference, version]): Promise<ChartChange | undefined> => {
      const now = await versionNow(reference);
      if (now === undefined) return { reference, kind: 'gone' };
      if (now === null) return { reference, kind: 'unreadable' };
      return now === version ? undefined : { reference, kind: 'changed' };
    }),
  );
  return compared.filter((change) => change !== undefined);
}
