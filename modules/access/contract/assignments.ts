import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant, line, page, pageInput, words } from '#kernel/contract/shapes.ts';
import { named, personNamed } from '#modules/directory/contract/shapes.ts';
import {
  alreadyAssigned,
  alreadyProposed,
  holderUnknown,
  lastAdministrator,
  notToYourself,
  periodNotValid,
  roleNotAssignable,
  scopeTooWide,
} from './failures.ts';
import { assignRoles, readRoles } from './permissions.ts';
import { assignmentTarget, grantReason, proposalMade, reachKind, scope } from './shapes.ts';

const roleNamed = z.object({ id: id(), name: z.object({ zh: z.string(), en: z.string() }) });

export const assignRole = command({
  name: 'access.assignRole',
  summary: {
    zh: '把角色授予一个人或一个岗位，可限定范围和期限',
    en: 'Gives a role to a person or to whoever holds a post, within a scope and for a time',
  },
  input: z.object({
    roleId: id(),
    to: assignmentTarget,
    scope: scope.default({ kind: 'role' }),
    /** Left out: from now on. */
    from: instant().optional(),
    /** Left out: until it is taken back. */
    until: instant().optional(),
    ...grantReason,
  }),
  /** With a proposal: the id that the assignment will have. */
  output: z.object({ assignmentId: id(), ...proposalMade }),
  access: assignRoles,
  failures: [
    roleNotAssignable,
    holderUnknown,
    scopeTooWide,
    periodNotValid,
    notToYourself,
    alreadyAssigned,
    alreadyProposed,
  ],
});

export const revokeRole = command({
  name: 'access.revokeRole',
  summary: { zh: '收回授予的角色', en: 'Takes a role back' },
  input: z.object({ assignmentId: id(), ...grantReason }),
  output: z.object(proposalMade),
  access: assignRoles,
  failures: [lastAdministrator, alreadyProposed],
});

export const listAssignments = query({
  name: 'access.listAssignments',
  summary: { zh: '角色授予给了谁', en: 'Whom roles are given to' },
  input: z.object({ ...pageInput, roleId: id().optional(), personId: id().optional(), postId: id().optional() }),
  /** Those in force and those to come, the newest first. */
  output: page(
    z.object({
      id: id(),
      role: roleNamed,
      person: personNamed.nullable(),
      post: named.nullable(),
      scope: z.enum(['role', 'departments', 'employers', 'company']),
      departments: z.array(named),
      employers: z.array(named),
      from: instant(),
      until: instant().nullable(),
      givenBy: personNamed.nullable(),
      givenAt: instant(),
      may: z.array(z.enum(['revoke'])),
    }),
  ),
  access: readRoles,
});

/** One way by which somebody has a permission. */
const because = z.object({
  /** `everybody`: every employee; `departmentHead`: heads a department; `given`: a grant to the person or their post; `package`: by their department, from its package, which `role` names. */
  kind: z.enum(['everybody', 'departmentHead', 'given', 'package']),
  role: roleNamed,
  assignmentId: id().nullable(),
  post: named.nullable(),
  until: instant().nullable(),
  givenBy: personNamed.nullable(),
  reach: reachKind,
  departments: z.array(named),
  employers: z.array(named),
});
export type Because = z.infer<typeof because>;

export const explainPermission = query({
  name: 'access.explainPermission',
  summary: {
    zh: '某人为什么有（或没有）某项权限',
    en: 'Why somebody has a permission, or hasn’t',
  },
  /** One's own always; of others within the reach of `access.readRoles`. */
  input: z.object({ personId: id(), permission: z.string().max(100) }),
  output: z.object({
    person: personNamed,
    permission: z.object({ name: z.string(), sentence: z.object({ zh: z.string(), en: z.string() }) }),
    /** Each way by which the person has it; none: the person hasn't. */
    because: z.array(because),
  }),
  access: 'signedIn',
});

/**
 * A command, because the question is kept in the audit: whom and what it was about. Oneself always; others within the reach of
 * `access.readRoles`. It tells rules, never content: what a thing says, who else sees it, or what it is called stays where it is.
 */
export const explainThing = command({
  name: 'access.explainThing',
  summary: {
    zh: '某人为什么能看到（或看不到）某一项：审批单、会话、文件、公告、人员……',
    en: 'Why somebody sees a thing, or doesn’t: a request, a conversation, a file, a bulletin, a person …',
  },
  /** `thing`: its address as it stands in the browser, its number, or an account. */
  input: z.object({ personId: id(), thing: line(1_000) }),
  output: z.object({
    person: personNamed,
    /** Those that are meant; none: nothing is known under that. */
    things: z.array(
      z.object({
        what: words,
        /** Each rule that lets the person in; none: they don’t see it. */
        because: z.array(
          z.object({
            rule: words,
            since: instant().nullable(),
            until: instant().nullable(),
            /** The roles that give the permission which the rule asks for; empty: it asks for none. */
            roles: z.array(because),
          }),
        ),
        /** Rules that keep something of it from the person. */
        hidden: z.array(words),
      }),
    ),
  }),
  access: 'signedIn',
  failures: [notFound],
  perMinute: 60,
});
