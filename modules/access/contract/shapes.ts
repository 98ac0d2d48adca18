import { z } from 'zod';
import { personal } from '#kernel/contract/personal.ts';
import { id, instant, line } from '#kernel/contract/shapes.ts';

/** What a person types as account: looked up ignoring case and blanks around it. */
export const typedAccount = () =>
  personal(z.string().trim().min(1).max(100), {
    purpose: 'identification',
    sensitivity: 'ordinary',
    retention: 'record',
    basis: 'contract',
  });

/** A password in an input; kept only as an argon2id hash. */
export const typedPassword = () =>
  personal(z.string().min(1).max(200), {
    purpose: 'security',
    sensitivity: 'ordinary',
    retention: 'employment',
    basis: 'contract',
  });

/** An activation code as typed or scanned: blanks, hyphens and case don't count. */
export const typedCode = () => z.string().trim().min(1).max(64);

const security = <S extends z.ZodType>(schema: S): S =>
  personal(schema, { purpose: 'security', sensitivity: 'ordinary', retention: 'security-log-6m', basis: 'law' });

/** An opaque secret that a browser keeps to be known again; proves nothing but that it has been here before. */
export const typedDevice = () => z.string().regex(/^[\w-]{22,64}$/);

/** A one-time code of six digits, or a recovery code: blanks and hyphens don't count. */
export const typedFactorCode = () => z.string().trim().min(6).max(40);

/** Why a sign-in is out of the ordinary. */
export const unusualReason = z.enum(['newDevice', 'newNetwork', 'elsewhere', 'manyFailures', 'untrusted']);
export type UnusualReason = z.infer<typeof unusualReason>;

/** A place where a person is signed in. */
export const sessionRow = z.object({
  id: id(),
  current: z.boolean(),
  strength: z.enum(['password', 'secondFactor', 'passkey']),
  madeAt: instant(),
  /** At most a minute behind. */
  seenAt: security(instant()),
  endsAt: instant(),
  address: security(z.string()),
  /** What the browser calls itself. */
  agent: security(z.string()),
  /** Others use this computer. */
  shared: z.boolean(),
});
export type SessionRow = z.infer<typeof sessionRow>;

/** A sign-in, past or present. */
export const signInRow = z.object({
  id: id(),
  at: security(instant()),
  how: z.enum(['activation', 'password', 'passkey', 'qr', 'outside']),
  strength: z.enum(['password', 'secondFactor', 'passkey']),
  address: security(z.string()),
  agent: security(z.string()),
  /** Name of the network zone that it came from. */
  zone: z.string().nullable(),
  unusual: z.array(unusualReason),
  /** What was said of it; null: nothing yet. */
  mine: z.boolean().nullable(),
  current: z.boolean(),
});
export type SignInRow = z.infer<typeof signInRow>;

export const language = z.enum(['zh', 'en']);

export const reachKind = z.enum(['self', 'department', 'departmentTree', 'listed', 'employer', 'company']);

export const permissionGrant = z.object({ permission: z.string().max(100), reach: reachKind });
export type PermissionGrant = z.infer<typeof permissionGrant>;

/** How far a role carries where it was given: as the role says, or in departments, employers or everywhere. */
export const scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('role') }),
  /** These departments and all below them. */
  z.object({ kind: z.literal('departments'), departmentIds: z.array(id()).min(1).max(200) }),
  z.object({ kind: z.literal('employers'), employerIds: z.array(id()).min(1).max(200) }),
  z.object({ kind: z.literal('company') }),
]);
export type Scope = z.infer<typeof scope>;

/** Whom a role is given to. */
export const assignmentTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), personId: id() }),
  z.object({ kind: z.literal('post'), postId: id() }),
]);
export type AssignmentTarget = z.infer<typeof assignmentTarget>;

/** The proposal that waits for a second person, where the change carries important permissions; null: it holds at once. */
export const proposalMade = { proposalId: id().nullable() };
/** Why, for the second person; the number of a resolution, an appointment. */
export const grantReason = { reason: line(500).optional() };

export const roleName = z.object({ zh: line(40), en: line(60) });

/**
 * Who has a role. `everybody`: all who are signed in; `departmentHead`: whoever the directory says heads a department;
 * `assigned`: whom it was given to.
 */
export const holding = z.enum(['everybody', 'departmentHead', 'assigned']);

export const roleRow = z.object({
  id: id(),
  /** Of the roles that every company has. */
  builtIn: z.boolean(),
  name: z.object({ zh: z.string(), en: z.string() }),
  holding,
  permissions: z.array(permissionGrant),
  /** People and posts that it is given to; null where it follows from elsewhere. */
  assignments: z.int().nullable(),
  revision: z.int(),
});
export type RoleRow = z.infer<typeof roleRow>;
