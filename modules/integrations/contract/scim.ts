import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command, query } from '#kernel/contract/operation.ts';
import { id } from '#kernel/contract/shapes.ts';
import {
  accountTaken,
  departmentUnknown,
  employerUnknown,
  fieldOwned,
  hasLeft,
  personUnknown,
  staffNumberTaken,
  supervisorCycle,
} from '#modules/directory/contract/failures.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import { scimExternalIdTaken, scimRefused, scimVersion, tooManyLeavers } from './failures.ts';

/** A resource of SCIM 2.0 (RFC 7643); addresses are added where the request came in. */
const resource = z.record(z.string(), z.unknown());
const kind = z.enum(['Users', 'Groups']);
const attributes = z.array(z.string().max(200)).max(50);
const shown = { attributes: attributes.default([]), excludedAttributes: attributes.default([]) };
const written = [
  notFound,
  scimRefused,
  scimVersion,
  scimExternalIdTaken,
  tooManyLeavers,
  accountTaken,
  staffNumberTaken,
  departmentUnknown,
  employerUnknown,
  personUnknown,
  supervisorCycle,
  hasLeft,
  fieldOwned,
];
/** The versions of `If-Match`; left out: whatever it is. */
const ifMatch = z.array(z.string().max(100)).max(20).optional();

export const scimList = query({
  name: 'integrations.scimList',
  summary: { zh: 'SCIM：查找人员或部门', en: 'SCIM: finds people or departments' },
  access: managePeople,
  byApplications: true,
  input: z.object({
    kind,
    filter: z.string().max(2_000).optional(),
    sortBy: z.string().max(200).optional(),
    descending: z.boolean().default(false),
    /** From 1. */
    startIndex: z.int().default(1),
    /** At most 200 are given. */
    count: z.int().default(100),
    ...shown,
  }),
  output: z.object({ total: z.int(), startIndex: z.int(), resources: z.array(resource) }),
  failures: [scimRefused, notFound],
});

export const scimRead = query({
  name: 'integrations.scimRead',
  summary: { zh: 'SCIM：读取一个人或部门', en: 'SCIM: reads a person or a department' },
  access: managePeople,
  byApplications: true,
  input: z.object({ kind, id: id(), ...shown }),
  output: resource,
  failures: [notFound],
});

export const scimCreate = command({
  name: 'integrations.scimCreate',
  summary: { zh: 'SCIM：新增人员', en: 'SCIM: adds a person' },
  access: managePeople,
  byApplications: true,
  input: z.object({ resource }),
  output: resource,
  failures: written,
});

export const scimReplace = command({
  name: 'integrations.scimReplace',
  summary: { zh: 'SCIM：整体更改人员', en: 'SCIM: replaces what a person is' },
  access: managePeople,
  byApplications: true,
  input: z.object({ id: id(), ifMatch, resource }),
  output: resource,
  failures: written,
});

export const scimPatch = command({
  name: 'integrations.scimPatch',
  summary: { zh: 'SCIM：更改人员的若干项', en: 'SCIM: changes parts of a person' },
  access: managePeople,
  byApplications: true,
  input: z.object({
    id: id(),
    ifMatch,
    operations: z
      .array(z.object({ op: z.string().max(20), path: z.string().max(500).optional(), value: z.unknown().optional() }))
      .min(1)
      .max(100),
  }),
  output: resource,
  failures: written,
});

/** The person leaves the company today, and this application sees them no more. The row stays, as for every leaver. */
export const scimRemove = command({
  name: 'integrations.scimRemove',
  summary: { zh: 'SCIM：停用人员，此后不再显示', en: 'SCIM: deactivates a person and shows them no more' },
  access: managePeople,
  byApplications: true,
  input: z.object({ id: id(), ifMatch }),
  output: z.object({}),
  failures: written,
});
