import { z } from 'zod';
import { personal } from '#kernel/contract/personal.ts';
import { id, instant, line, words } from '#kernel/contract/shapes.ts';
import { personNamed } from '#modules/directory/contract/shapes.ts';
import { action, category } from './rule.ts';

/** Where it was said. `elsewhere`: a comment on a request, or what is to be published. */
export const place = z.enum(['groups', 'direct', 'elsewhere']);

/** `wentOn`: sent after the sender had been warned. */
export const outcome = z.enum(['blocked', 'wentOn', 'delivered']);
export type Outcome = z.infer<typeof outcome>;

/** `falseHit`: the rule was wrong; what it had kept is erased then. */
export const judgement = z.enum(['confirmed', 'falseHit']);

/** What was found, with a few characters around it; null where it is erased. */
export const pieces = personal(z.array(z.object({ before: z.string(), piece: z.string(), after: z.string() })), {
  purpose: 'security',
  sensitivity: 'sensitive',
  retention: 'security-log-6m',
  basis: 'hr-rules',
});
export type Pieces = z.infer<typeof pieces>;

export const contestReason = () =>
  personal(line(200), {
    purpose: 'security',
    sensitivity: 'ordinary',
    retention: 'security-log-6m',
    basis: 'hr-rules',
  });

export const findingRow = z.object({
  findingId: id(),
  at: instant(),
  person: personNamed,
  ruleTitle: words,
  category,
  action,
  outcome,
  place,
  /** How many pieces of the text. */
  found: z.int(),
  /** Tries within a few minutes, where it was blocked. */
  tries: z.int(),
  contested: z.boolean(),
  judgement: judgement.nullable(),
});
