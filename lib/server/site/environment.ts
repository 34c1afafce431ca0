import 'server-only';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { StoreLocation } from '../store/openStore';
import { parseSiteRegistry, type SiteRegistry } from './siteRegistry';

/** What the server reads from its environment, once. Nothing else in the product reads process.env. */
export interface Environment {
  readonly registry: SiteRegistry;
  readonly databaseUrl?: string;
  readonly dataFolder: string;
  /** Keys the pseudonyms of the store; the same for all replicas and for good. */
  readonly pseudonymKey: string;
  /** "sha256:..." of the container image that runs, where its operator says it (S15). */
  readonly imageDigest?: string;
  readonly development: boolean;
}

const storeVariables = z.object({
  BACKCAST_DATA: z.string().min(1).default('.data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
});

const variables = storeVariables.extend({
  BACKCAST_CONFIG: z.string().min(1, 'is not set: it names the site registry file (docs/integrator.md)'),
  BACKCAST_PSEUDONYM_KEY: z.string().min(32, 'must be at least 32 characters').optional(),
  BACKCAST_IMAGE_DIGEST: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, 'must read sha256: and 64 hexadecimal digits')
    .optional(),
  NODE_ENV: z.string().optional(),
});

let loaded: Environment | undefined;

/** The environment of this process. Throws with the path and the reason where it is wrong, which stops the start. */
export function environment(): Environment {
  loaded ??= readEnvironment(process.env);
  return loaded;
}

/** Reads the environment at the start, so that a wrong one stops the process with its path and reason, and not the first request. */
export function requireEnvironment(): void {
  try {
    environment();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

/** Where the store is, for a command that needs nothing else of the environment. Throws where that is wrong. */
export function storeLocation(): StoreLocation {
  const parsed = storeVariables.safeParse(process.env);
  if (!parsed.success) throw new Error('DATABASE_URL is not an address postgres://...');
  const { DATABASE_URL, BACKCAST_DATA } = parsed.data;
  return { dataFolder: BACKCAST_DATA, ...(DATABASE_URL && { databaseUrl: DATABASE_URL }) };
}

export function readEnvironment(source: Readonly<Record<string, string | undefined>>): Environment {
  const parsed = variables.safeParse({ ...source, BACKCAST_CONFIG: source.BACKCAST_CONFIG ?? '' });
  if (!parsed.success) {
    throw new Error(
      `Backcast cannot start: ${parsed.error.issues.map(({ path: [name], message }) => `${String(name)} ${message}`).join('; ')}`,
    );
  }
  const { BACKCAST_CONFIG, BACKCAST_DATA, DATABASE_URL, BACKCAST_PSEUDONYM_KEY, BACKCAST_IMAGE_DIGEST, NODE_ENV } =
    parsed.data;
  if (DATABASE_URL && !BACKCAST_PSEUDONYM_KEY) {
    throw new Error(
      'Backcast cannot start: BACKCAST_PSEUDONYM_KEY is not set, and replicas on one database must share it',
    );
  }
  return {
    registry: readRegistry(BACKCAST_CONFIG),
    dataFolder: BACKCAST_DATA,
    pseudonymKey: BACKCAST_PSEUDONYM_KEY ?? ownPseudonymKey(BACKCAST_DATA),
    development: NODE_ENV === 'development',
    ...(DATABASE_URL && { databaseUrl: DATABASE_URL }),
    ...(BACKCAST_IMAGE_DIGEST && { imageDigest: BACKCAST_IMAGE_DIGEST }),
  };
}

function readRegistry(file: string): SiteRegistry {
  if (!existsSync(file))
    throw new Error(`Backcast cannot start: there is no site registry at ${path.resolve(file)} (BACKCAST_CONFIG)`);
  const registry = parseSiteRegistry(readFileSync(file, 'utf8'));
  if (registry.ok) return registry.value;
  throw new Error(
    `Backcast cannot start: ${path.resolve(file)}: ${registry.problem.message} ${registry.problem.remedy}`,
  );
}

/** A key made at the first start and kept beside the SQLite file that it serves. */
function ownPseudonymKey(folder: string): string {
  const file = path.join(folder, 'pseudonym.key');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8').trim();
}

/** A secret that the registry names by its variable, such as a gateway's Authorization header. Throws if it is not set. */
export function secretOf(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`The environment variable ${variable}, which the site registry names, is not set.`);
  return value;
}
