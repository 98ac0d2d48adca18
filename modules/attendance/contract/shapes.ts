import { z } from 'zod';

/** What kind of day it is for who works overtime. `holiday`: a statutory one (劳动法 44.3); other days off are rest days. */
export const dayKind = z.enum(['workday', 'restDay', 'holiday']);
export type DayKind = z.infer<typeof dayKind>;

export const compensation = z.enum(['pay', 'timeOff']);
export const direction = z.enum(['in', 'out']);
const half = z.enum(['morning', 'afternoon']);

/** `doubled`: approved, but another approved request covers the same already, so it counts for nothing. */
export const factState = z.enum(['approved', 'revoked', 'doubled']);

/** From one half day to another, both included. */
export const tripHalves = { fromHalf: half, toHalf: half };
