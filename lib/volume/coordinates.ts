import type { Geometry, IndexPoint, PatientPoint } from './volume';

/** Where a voxel position lies in the patient (PS3.3 C.7.6.2.1.1). */
export function indexToPatient(
  { originLps, spacingMm, direction: d }: Geometry,
  { x, y, z }: IndexPoint,
): PatientPoint {
  const [a, b, c] = [x * spacingMm[0], y * spacingMm[1], z * spacingMm[2]];
  return {
    frame: 'lps',
    x: originLps[0] + d[0] * a + d[1] * b + d[2] * c,
    y: originLps[1] + d[3] * a + d[4] * b + d[5] * c,
    z: originLps[2] + d[6] * a + d[7] * b + d[8] * c,
  };
}

/** The voxel position of a point in the patient; `direction` is orthonormal, so its transpose inverts it. */
export function patientToIndex(
  { originLps, spacingMm, direction: d }: Geometry,
  { x, y, z }: PatientPoint,
): IndexPoint {
  const [a, b, c] = [x - originLps[0], y - originLps[1], z - originLps[2]];
  return {
    frame: 'index',
    x: (d[0] * a + d[3] * b + d[6] * c) / spacingMm[0],
    y: (d[1] * a + d[4] * b + d[7] * c) / spacingMm[1],
    z: (d[2] * a + d[5] * b + d[8] * c) / spacingMm[2],
  };
}
