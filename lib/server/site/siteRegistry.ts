import 'server-only';
import { z } from 'zod';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';

const url = z.url({ protocol: /^https?$/ });
const origin = url.refine(
  (value) => new URL(value).origin === value,
  'must be an origin: scheme, host and port, nothing after',
);
const coding = z.strictObject({ system: z.string().min(1), code: z.string().min(1), display: z.string().optional() });

const smart = z.strictObject({
  /** FHIR base URL, character by character as the EHR sends it in `iss`. */
  issuer: url,
  clientId: z.string().min(1),
  scopes: z.string().min(1),
  /** Issuer that id_tokens must carry, where the discovery document may not decide it. Its origin may serve the keys. */
  idTokenIssuer: url.optional(),
  /** Origins besides the FHIR base's at which the EHR issues tokens and publishes keys. */
  authorizationOrigins: z.array(origin).default([]),
});

const dicomweb = z.strictObject({
  url,
  /** `gateway`: through this server, with its credential. `direct`: the browser sends the SMART token, and the PACS has CORS. */
  access: z.enum(['gateway', 'direct']),
  /** Name of the environment variable that holds the gateway's Authorization header; the secret itself is never in this file. */
  credentialVariable: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/)
    .optional(),
});

const cdsClient = z
  .strictObject({
    iss: z.string().min(1),
    jku: url.optional(),
    jwks: z
      .strictObject({ keys: z.array(z.looseObject({ kty: z.enum(['EC', 'RSA']), kid: z.string().min(1) })).min(1) })
      .optional(),
  })
  .refine((client) => Boolean(client.jku) !== Boolean(client.jwks), 'needs either jku or jwks');

/** Local codes that mean what no standard code means; a site without them leaves that input "unknown". */
const localCodes = z.strictObject({
  cleft: z.array(coding).default([]),
  fasciaInjury: z.array(coding).default([]),
  augmentationOrder: z.array(coding).default([]),
});

/** Recalibration on the logit scale: logit(p') = intercept + slope * logit(p) (S13). */
const calibration = z.strictObject({
  modelId: z.string().min(1),
  modelVersion: z.string().min(1),
  version: z.string().min(1),
  intercept: z.number(),
  slope: z.number().positive(),
  patients: z.int().positive(),
  updated: z.iso.date(),
  approvedBy: z.array(z.string().min(1)).min(2),
});

/** A model that this site does not use for now: an abstention with the model's own words takes the place of a number (S20). */
const stoppedModel = z.strictObject({
  modelId: z.string().min(1),
  /** One version; without it all of them. */
  modelVersion: z.string().min(1).optional(),
});

/** Under which codes the site orders what a card suggests, so that it is not asked for again (C4). */
const suggestedOrders = z.strictObject({
  dxa: z.array(coding).default([]),
  'bone-health-referral': z.array(coding).default([]),
  'pain-clinic-referral': z.array(coding).default([]),
  'spine-mri': z.array(coding).default([]),
});

const site = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  smart,
  dicomweb: z.array(dicomweb).default([]),
  frameAncestors: z.array(origin).default([]),
  writeBack: z.boolean().default(false),
  allowDemonstrationWriteBack: z.boolean().default(false),
  cdsClients: z.array(cdsClient).default([]),
  localCodes: localCodes.prefault({}),
  suggestedOrders: suggestedOrders.prefault({}),
  calibration: calibration.optional(),
  stoppedModels: z.array(stoppedModel).default([]),
});

const siteRegistry = z
  .strictObject({
    publicUrl: origin,
    /** Folder of the model package below models/. */
    modelId: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{1,63}$/)
      .default('rbp-tabnet-demo'),
    sites: z.array(site).min(1),
  })
  .superRefine(({ sites }, context) => {
    const repeated = (values: readonly string[]) => values.find((value, index) => values.indexOf(value) !== index);
    const issuer = repeated(sites.map(({ smart }) => smart.issuer));
    if (issuer) context.addIssue({ code: 'custom', path: ['sites'], message: `lists the issuer ${issuer} twice` });
    const client = repeated(sites.flatMap(({ cdsClients }) => cdsClients.map(({ iss }) => iss)));
    if (client) context.addIssue({ code: 'custom', path: ['sites'], message: `lists the CDS client ${client} twice` });
  });

/** Every EHR, PACS and CDS client that this deployment knows; what is not listed is refused. */
export type SiteRegistry = z.infer<typeof siteRegistry>;
export type Site = SiteRegistry['sites'][number];

/** Parses the text of a registry file; the problem names each wrong member by its path. */
export function parseSiteRegistry(
  text: string,
): Result<SiteRegistry, Problem<'registry-not-json' | 'registry-invalid'>> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    return fail({
      code: 'registry-not-json',
      message: 'The site registry is not JSON.',
      remedy: 'Mend the file; docs/integrator.md shows one.',
      cause,
    });
  }
  const parsed = siteRegistry.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  const reasons = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`);
  return fail({
    code: 'registry-invalid',
    message: `The site registry is wrong at ${reasons.join('; ')}.`,
    remedy: 'Mend these members; docs/integrator.md describes each.',
  });
}
