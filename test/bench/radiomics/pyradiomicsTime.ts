import { execFileSync } from 'node:child_process';
import { phantomPaths } from './subjects';

/** Milliseconds recorded for PyRadiomics 3.1 with ITK 5.2, one thread, on a quiet two-core Xeon. */
export const recorded = { phantom: 1072, fullField: 32_800, halfMillimetre: 8360 };

const script = `
import logging, statistics, sys, time
import SimpleITK as sitk
sitk.ProcessObject.SetGlobalDefaultNumberOfThreads(1)
import radiomics
from radiomics.featureextractor import RadiomicsFeatureExtractor
radiomics.setVerbosity(60)
logging.disable(logging.CRITICAL)
image, mask = sitk.ReadImage(sys.argv[1]), sitk.ReadImage(sys.argv[2])
classes = ['shape', 'firstorder', 'glcm', 'glrlm', 'glszm', 'gldm', 'ngtdm']
extractor = RadiomicsFeatureExtractor({'imageType': {'Original': {}, 'Wavelet': {}, 'LoG': {'sigma': [1.0, 2.0, 3.0]}},
  'setting': {'label': 1, 'binWidth': 25}, 'featureClass': {name: [] for name in classes}})
times = []
for _ in range(3):
  start = time.perf_counter()
  extractor.execute(image, mask)
  times.append(time.perf_counter() - start)
print(1000 * statistics.median(times))
`;

/**
 * PyRadiomics's time for the phantom's twelve images in this very run, or undefined where it is not installed.
 * BACKCAST_PYTHON names the interpreter that has it; default python3.
 */
export function measurePyradiomics(): number | undefined {
  try {
    const python = process.env.BACKCAST_PYTHON ?? 'python3';
    const output = execFileSync(python, ['-c', script, ...phantomPaths], { stdio: ['ignore', 'pipe', 'ignore'] });
    return Number(output.toString().trim());
  } catch {
    return undefined;
  }
}
