import type { z } from 'zod';

/** A kind of timer: its name (`module.whatIsDue`) and the shape of what it carries. */
export interface TimerContract<I = unknown> {
  readonly name: string;
  readonly input: z.ZodType<I>;
}

export function timer<I>(declared: { name: string; input: z.ZodType<I> }): TimerContract<I> {
  return declared;
}
