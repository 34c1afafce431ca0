import { z } from 'zod';
import { fail, ok, type Result } from '@/lib/core/result';
import { allFeatures, defaultFeatures } from '../features/featureNames';
import type { RadiomicsProblem } from '../problem';
import { nearestName } from './nearest';
import { settingSchemas } from './settingSchemas';
import {
  defaultSettings,
  type FeatureClassName,
  featureClassNames,
  type ImageTypeName,
  imageTypeNames,
  type Settings,
} from './settings';

/** PyRadiomics's parameter file as an object: every section and every key may be left out. */
export interface RadiomicsParameters {
  readonly imageType?: Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;
  readonly setting?: Readonly<Record<string, unknown>>;
  readonly featureClass?: Readonly<Record<string, readonly string[] | null>>;
}

/** What an extraction is to do, with nothing left to default. */
export interface ExtractionPlan {
  readonly settings: Settings;
  /** Enabled image types in the file's order, each with its own settings laid over the common ones. */
  readonly imageTypes: readonly { readonly name: ImageTypeName; readonly settings: Settings }[];
  /** Enabled classes in the file's order and the features wanted of each. */
  readonly features: ReadonlyMap<FeatureClassName, readonly string[]>;
}

const sections = ['imageType', 'setting', 'featureClass'] as const;
/**
 * Keys of PyRadiomics that change nothing here, with the only value supported; undefined takes any. correctMask would
 * resample a mask that lies on another grid: such a mask is an error here, and on the image's grid there is nothing to do.
 */
const inertSettings: Readonly<Record<string, unknown>> = {
  correctMask: undefined,
  label_channel: 0,
  enableCExtensions: undefined,
};

/** Reads a parameter dictionary; an unknown key is an error that names the nearest known one. */
export function parseParameters(raw: unknown): Result<ExtractionPlan, RadiomicsProblem> {
  const parsed = z.record(z.string(), z.unknown()).safeParse(raw ?? {});
  if (!parsed.success) return invalid('The parameters are not an object with imageType, setting and featureClass.');
  const stranger = Object.keys(parsed.data).find((key) => !(sections as readonly string[]).includes(key));
  if (stranger !== undefined) {
    if (stranger === 'voxelSetting') return invalid('voxelSetting: feature maps by voxel are not computed.');
    return unknownKey('section', stranger, sections);
  }
  const settings = parseSettings(parsed.data.setting, defaultSettings, 'setting');
  if (!settings.ok) return settings;
  const imageTypes = parseImageTypes(parsed.data.imageType, settings.value);
  if (!imageTypes.ok) return imageTypes;
  const features = parseFeatureClasses(parsed.data.featureClass);
  if (!features.ok) return features;
  return ok({ settings: settings.value, imageTypes: imageTypes.value, features: features.value });
}

function parseSettings(raw: unknown, base: Settings, where: string): Result<Settings, RadiomicsProblem> {
  const record = asRecord(raw, where);
  if (!record.ok) return record;
  const settings: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(record.value)) {
    if (key in inertSettings) {
      if (value === null || inertSettings[key] === undefined || value === inertSettings[key]) continue;
      return invalid(`${where}.${key} is ${JSON.stringify(value)}; only ${inertSettings[key]} is supported.`);
    }
    if (!(key in settingSchemas)) return unknownKey(where, key, Object.keys(settingSchemas));
    if (value === null && key === 'interpolator') settings.resampledPixelSpacing = null;
    if (value === null || value === undefined) continue;
    const checked = settingSchemas[key as keyof Settings].safeParse(value);
    if (!checked.success)
      return invalid(`${where}.${key} is ${JSON.stringify(value)}: ${checked.error.issues[0].message}.`);
    settings[key] = checked.data;
  }
  return ok(settings as unknown as Settings);
}

function parseImageTypes(raw: unknown, common: Settings): Result<ExtractionPlan['imageTypes'], RadiomicsProblem> {
  const record = asRecord(raw, 'imageType');
  if (!record.ok) return record;
  const entries = Object.entries(record.value);
  if (entries.length === 0) return ok([{ name: 'Original', settings: common }]);
  const imageTypes: { name: ImageTypeName; settings: Settings }[] = [];
  for (const [name, own] of entries) {
    if (!(imageTypeNames as readonly string[]).includes(name)) return unknownKey('imageType', name, imageTypeNames);
    const settings = parseSettings(own, common, `imageType.${name}`);
    if (!settings.ok) return settings;
    imageTypes.push({ name: name as ImageTypeName, settings: settings.value });
  }
  return ok(imageTypes);
}

function parseFeatureClasses(raw: unknown): Result<ExtractionPlan['features'], RadiomicsProblem> {
  const record = asRecord(raw, 'featureClass');
  if (!record.ok) return record;
  const entries = Object.entries(record.value);
  if (entries.length === 0) return ok(new Map(featureClassNames.map((name) => [name, defaultFeatures[name]])));
  const features = new Map<FeatureClassName, readonly string[]>();
  for (const [name, wanted] of entries) {
    if (!(featureClassNames as readonly string[]).includes(name))
      return unknownKey('featureClass', name, featureClassNames);
    const featureClass = name as FeatureClassName;
    const list = z.array(z.string()).nullable().safeParse(wanted);
    if (!list.success) return invalid(`featureClass.${name} must be a list of feature names.`);
    const known = allFeatures(featureClass);
    const stranger = list.data?.find((feature) => !known.includes(feature));
    if (stranger !== undefined) return unknownKey(`featureClass.${name}`, stranger, known);
    features.set(featureClass, list.data?.length ? list.data : defaultFeatures[featureClass]);
  }
  return ok(features);
}

function asRecord(raw: unknown, where: string): Result<Record<string, unknown>, RadiomicsProblem> {
  const record = z.record(z.string(), z.unknown()).safeParse(raw ?? {});
  return record.success ? ok(record.data) : invalid(`${where} must be an object.`);
}

const unknownKey = (where: string, key: string, known: readonly string[]): Result<never, RadiomicsProblem> =>
  fail({
    code: 'parameters-unknown-key',
    message: `Unknown ${where} key "${key}".`,
    remedy: `Did you mean "${nearestName(key, known)}"?`,
    details: { key, nearest: nearestName(key, known) },
  });

const invalid = (message: string): Result<never, RadiomicsProblem> =>
  fail({ code: 'parameters-invalid', message, remedy: 'Correct the parameter file.' });
