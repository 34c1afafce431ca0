import { z } from 'zod';

const text = z.string().min(1);

/** The model card of a package: the 31 source attributes of 45 CFR 170.315(b)(11)(iv)(B), and CHAI's fields (v0.2). */
export const cardSchema = z.strictObject({
  schema: z.literal('backcast-card/1'),
  /** Numbered as experience.md lists them; a value that does not exist is "Not available", never left out. */
  attributes: z
    .array(z.strictObject({ number: z.int().min(1).max(31), group: text, name: text, value: text }))
    .length(31),
  /** CHAI Applied Model Card: section, then field, then value. */
  chai: z.record(z.string(), z.record(z.string(), text)),
  versions: z.array(z.strictObject({ version: text, date: z.iso.date(), changes: text })).min(1),
});

export type ModelCard = z.infer<typeof cardSchema>;
