import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant, words } from '#kernel/contract/shapes.ts';
import { personNamed } from '#modules/directory/contract/shapes.ts';
import {
  alreadyProposed,
  confirmFirst,
  dutyWithoutHolder,
  heldTwice,
  lastAdministrator,
  proposalOver,
  secondPersonNeeded,
} from './failures.ts';
import { toldChange } from './grants.ts';
import { approveGrants, manageRoles, readRoles } from './permissions.ts';
import { grantReason, proposalMade } from './shapes.ts';

export const duty = z.enum(['system', 'security', 'audit']);

export const readSeparation = query({
  name: 'access.readSeparation',
  summary: {
    zh: '三员分立：是否启用，启用或停用会有什么变化',
    en: 'The separation of three administrators: whether it is on, and what switching would change',
  },
  input: z.object({}),
  output: z.object({
    separated: z.boolean(),
    since: instant().nullable(),
    duties: z.array(
      z.object({
        duty,
        role: z.object({ id: id(), name: words }),
        /** Who holds it, from themselves, by a post, or by another role that may do the same. */
        holders: z.array(personNamed),
        /** How many permissions the role keeps as they are when it is switched. */
        kept: z.int(),
        changes: z.array(toldChange),
      }),
    ),
    /** Who holds more than one of them: while there is anybody it can't be switched on. */
    twice: z.array(z.object({ person: personNamed, duties: z.array(duty) })),
    proposal: z
      .object({
        id: id(),
        separated: z.boolean(),
        reason: z.string(),
        proposedBy: personNamed,
        proposedAt: instant(),
        /** null: it waits as long as nobody decides. */
        expiresAt: instant().nullable(),
        may: z.array(z.enum(['agree', 'refuse', 'withdraw'])),
      })
      .nullable(),
    may: z.array(z.enum(['propose'])),
  }),
  access: readRoles,
});

export const proposeSeparation = command({
  name: 'access.proposeSeparation',
  summary: {
    zh: '提出启用或停用三员分立',
    en: 'Proposes to separate the three administrators, or to end that',
  },
  input: z.object({ separated: z.boolean(), ...grantReason }),
  /** null: it holds at once, by the opened sealed code. */
  output: z.object(proposalMade),
  access: manageRoles,
  failures: [confirmFirst, alreadyProposed, proposalOver, heldTwice, dutyWithoutHolder, lastAdministrator],
});

export const decideSeparation = command({
  name: 'access.decideSeparation',
  summary: {
    zh: '同意或驳回启用、停用三员分立；提出的人可撤回',
    en: 'Agrees to separating the three administrators, or to ending it, or refuses; who proposed it takes it back',
  },
  input: z.object({ proposalId: id(), agree: z.boolean() }),
  output: z.object({}),
  access: approveGrants,
  failures: [confirmFirst, secondPersonNeeded, proposalOver, heldTwice, dutyWithoutHolder, lastAdministrator],
});
