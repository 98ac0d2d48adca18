import { z } from 'zod';
import { id, line } from '#kernel/contract/shapes.ts';

/** IP addresses and networks (`10.2.0.0/16`). */
export const networks = z.array(z.string().trim().min(2).max(50)).max(50);

/** How far a permission of an application carries; `ids`: departments (with all below) or employers. */
export const grant = z.object({
  permission: z.string().max(100),
  reach: z.enum(['listed', 'employer', 'company']),
  ids: z.array(id()).max(200).default([]),
});
export type Grant = z.infer<typeof grant>;

/** Everything that an application is, as one person proposes it and another agrees to it. */
export const definition = z.object({
  name: line(40),
  purpose: line(200),
  permissions: z.array(grant).max(50),
  /** Where its calls may come from; none: anywhere. */
  networks,
  perMinute: z.int().min(1).max(6_000).default(600),
  /** Names of the events that it may see. */
  kinds: z.array(z.string().max(100)).max(500).default([]),
  /** Where it is told of them, signed; `networks`: private addresses that this may lead to. */
  webhook: z
    .object({ address: z.url({ protocol: /^https?$/ }).max(2_048), networks })
    .nullable()
    .default(null),
  /** Where people go whom SCIM brings without a department. */
  scimDepartmentId: id().nullable().default(null),
});
export type Definition = z.infer<typeof definition>;
