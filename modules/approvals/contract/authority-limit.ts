import { z } from 'zod';

/** What a limit counts: each request for itself, or all of a calendar month, quarter or year together. */
export const limitPeriod = z.enum(['single', 'month', 'quarter', 'year']);
export type LimitPeriod = z.infer<typeof limitPeriod>;
