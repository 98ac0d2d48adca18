import { z } from 'zod';
import { id, instant } from '#kernel/contract/shapes.ts';
import { personNamed } from '#modules/directory/contract/shapes.ts';
import { programText, webAddress } from './said.ts';

export const buttonId = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/);

/** What stands on a card that people act on. */
export const cardContent = z.object({
  title: programText(80),
  text: programText(2_000).optional(),
  facts: z
    .array(z.object({ name: programText(30), value: programText(200) }))
    .max(12)
    .default([]),
  link: webAddress.optional(),
  /** One of them is pressed, once, by whoever is first. */
  buttons: z
    .array(
      z.object({
        button: buttonId,
        label: programText(20),
        tone: z.enum(['primary', 'plain', 'danger']).default('plain'),
      }),
    )
    .max(6)
    .default([])
    .refine((buttons) => new Set(buttons.map(({ button }) => button)).size === buttons.length),
});
export type CardContent = z.infer<typeof cardContent>;

/** Body of a message of kind `appCard`; the card itself is read as the viewer. */
export const appCardBody = z.object({ cardId: z.uuid(), from: z.string(), text: z.string() });

/** What became of a press outside: `waiting` to be told, `told`, or `failed` after every try. null: it concerned nobody outside. */
export const outsideState = z.enum(['waiting', 'told', 'failed']);

export const cardRow = z.object({
  cardId: id(),
  /** Of the application, or of the module, as it stood on the card. */
  from: z.string(),
  /** Not a module of the platform: something outside. */
  outside: z.boolean(),
  at: instant(),
  changedAt: instant().nullable(),
  content: cardContent,
  pressed: z
    .object({ button: z.string(), label: z.string(), by: personNamed, at: instant(), outside: outsideState.nullable() })
    .nullable(),
});
export type CardRow = z.infer<typeof cardRow>;
