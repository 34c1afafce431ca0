/**
 * The acceptance of the reference data: |x - ref| <= 1e-9 + 1e-6 |ref|, but for features that nearly cancel, which are
 * held against their natural scale, and for glcm MCC, Imc1 and Imc2, which are held to 1e-6 absolute.
 */
export function differences(
  expected: Readonly<Record<string, number>>,
  actual: Readonly<Record<string, number>>,
): string[] {
  const wrong: string[] = [];
  for (const [name, reference] of Object.entries(expected)) {
    const value = actual[name];
    if (value === undefined) wrong.push(`${name}: missing`);
    else if (Number.isNaN(reference) !== Number.isNaN(value)) wrong.push(`${name}: ${value}, expected ${reference}`);
    else if (Math.abs(value - reference) > tolerance(name, reference, expected))
      wrong.push(`${name}: ${value}, expected ${reference}`);
  }
  for (const name of Object.keys(actual)) if (!(name in expected)) wrong.push(`${name}: not in the reference`);
  return wrong;
}

function tolerance(name: string, reference: number, all: Readonly<Record<string, number>>): number {
  const plain = 1e-9 + 1e-6 * Math.abs(reference);
  const [image, featureClass, feature] = name.split('_');
  const of = (other: string) => Math.abs(all[`${image}_${featureClass}_${other}`] ?? 0);
  if (featureClass === 'glcm') {
    if (['MCC', 'Imc1', 'Imc2'].includes(feature)) return 1e-6;
    if (feature === 'ClusterShade') return Math.max(plain, 1e-6 * of('ClusterProminence') ** 0.75);
    if (feature === 'Correlation') return Math.max(plain, 1e-6);
  }
  // A flat or straight region has axes of length 0, which an eigenvalue's rounding turns into sqrt(1e-16) of the longest.
  if (featureClass === 'shape' && ['Elongation', 'Flatness'].includes(feature)) return Math.max(plain, 1e-7);
  if (featureClass === 'shape' && ['MinorAxisLength', 'LeastAxisLength'].includes(feature))
    return Math.max(plain, 1e-7 * of('MajorAxisLength'));
  if (featureClass === 'firstorder') {
    if (feature === 'Mean') return Math.max(plain, 1e-6 * Math.sqrt(of('Variance')));
    if (feature === 'Skewness') return Math.max(plain, 1e-6);
  }
  return plain;
}
