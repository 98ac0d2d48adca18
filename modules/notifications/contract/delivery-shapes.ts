import { z } from 'zod';
import { personal } from '#kernel/contract/personal.ts';
import { id, instant } from '#kernel/contract/shapes.ts';
import { outsideChannel } from './channels.ts';

/** `unneeded`: it was read, or the person left, before it was its turn. */
export const deliveryState = z.enum(['queued', 'sent', 'delivered', 'failed', 'unneeded']);
export type DeliveryState = z.infer<typeof deliveryState>;

/** Why something waits. `escalation`: it goes out only if nobody reads the notice meanwhile. */
export const heldFor = z.enum(['quiet', 'digest', 'escalation']);
export type HeldFor = z.infer<typeof heldFor>;

/** How far a notice came on one channel. */
export const delivery = z.object({
  deliveryId: id(),
  channel: outsideChannel,
  state: deliveryState,
  heldFor: heldFor.nullable(),
  tries: z.int(),
  /** Code of the last failure; what the other side said stands behind a space. */
  error: z.string().nullable(),
  madeAt: instant(),
  nextTry: instant().nullable(),
  sentAt: instant().nullable(),
  deliveredAt: instant().nullable(),
});

/** A line of the log: to whom and about what kind of thing, never what it said (A6). */
export const deliveryRow = delivery.extend({
  personId: id(),
  personName: personal(z.string(), {
    purpose: 'communication',
    sensitivity: 'ordinary',
    retention: 'record',
    basis: 'hr-rules',
  }),
  /** Name of the notice's kind in the reader's language; null for a test. */
  kindName: z.string().nullable(),
});
export type DeliveryRow = z.infer<typeof deliveryRow>;
