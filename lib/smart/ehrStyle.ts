import { z } from 'zod';
import { type ColourRoles, colourRoles, type Look, rolesOnSurface } from '@/lib/core/colourRoles';
import { contrastRatio, enough, type HexColour, luminance } from '@/lib/core/contrast';

/** The look of a screen inside an EHR: our own, with what was taken over of the EHR's. */
export interface AdaptedLook {
  readonly look: Look;
  readonly roles: ColourRoles;
  readonly radiusPx?: number;
}

/**
 * What Backcast takes over of the EHR's style (SMART App Launch 2.2, "Styling", experimental): ground, ink and accent, each only
 * where every text keeps 4.5:1 and every mark 3:1 beside it, and the radius of corners. Estimates and states keep their colours,
 * which mean something here; type sizes and spacing are measured for reading and stay (E10).
 * @param style What `smart_style_url` answered with; undefined is returned where it names no colour of a ground.
 */
export function adaptLook(style: unknown): AdaptedLook | undefined {
  const { data } = ehrStyle.safeParse(style);
  const ground = data?.color_background;
  if (!data || !ground) return undefined;
  const look: Look = contrastRatio(ground, '#ffffff') < contrastRatio(ground, '#000000') ? 'light' : 'dark';
  const roles = [
    { surface: ground },
    { ink: data.color_text },
    { accent: data.color_highlight, 'on-accent': data.color_highlight && wordsOn(data.color_highlight) },
  ].reduce((taken: ColourRoles, wish) => withWish(taken, wish), colourRoles[look]);
  return { look, roles, ...(data.dim_border_radius !== undefined && { radiusPx: data.dim_border_radius }) };
}

/** A value that is not understood is as if it were not there: a style is a wish. */
const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i)
  .transform((text) => text.toLowerCase() as HexColour)
  .optional()
  .catch(undefined);
const ehrStyle = z.object({
  color_background: colour,
  color_text: colour,
  color_highlight: colour,
  dim_border_radius: z
    .string()
    .regex(/^\d{1,2}px$/)
    .transform((text) => Math.min(Number.parseInt(text, 10), 12))
    .optional()
    .catch(undefined),
});

function withWish(roles: ColourRoles, wish: Partial<Record<keyof ColourRoles, HexColour | undefined>>): ColourRoles {
  if (Object.values(wish).some((value) => value === undefined)) return roles;
  const wished = { ...roles, ...wish } as ColourRoles;
  return isReadable(wished) ? wished : roles;
}

/** Whether every text and mark stands out from every surface, and words from the accent they lie on. */
export function isReadable(roles: ColourRoles): boolean {
  const standsOut = (names: readonly (keyof ColourRoles)[], ratio: number) =>
    names.every((name) =>
      (['surface', 'surface-raised'] as const).every((surface) => contrastRatio(roles[name], roles[surface]) >= ratio),
    );
  return (
    standsOut(rolesOnSurface.text, enough.text) &&
    standsOut(rolesOnSurface.mark, enough.mark) &&
    contrastRatio(roles['on-accent'], roles.accent) >= enough.text
  );
}

const wordsOn = (accent: HexColour): HexColour =>
  luminance(accent) > 0.179 ? colourRoles.dark['on-accent'] : colourRoles.light['on-accent'];
