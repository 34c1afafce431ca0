import type { FeatureClassName } from './parameters/settings';

type Features = ReadonlyMap<FeatureClassName, readonly string[]>;

/**
 * What of the enabled features serves the named ones, image by image.
 * @param only names such as "wavelet-LLH_glcm_Imc1"; undefined asks for all that is enabled.
 */
export function neededFeatures(enabled: Features, only: readonly string[] | undefined): (image: string) => Features {
  if (!only) return () => enabled;
  const names = new Set(only);
  return (image) => {
    const needed = new Map<FeatureClassName, readonly string[]>();
    for (const [featureClass, features] of enabled) {
      const wanted = features.filter((feature) => names.has(`${image}_${featureClass}_${feature}`));
      if (wanted.length > 0) needed.set(featureClass, wanted);
    }
    return needed;
  };
}
