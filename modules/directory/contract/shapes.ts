import { z } from 'zod';
import { personal } from '#kernel/contract/personal.ts';
import { day, id, line } from '#kernel/contract/shapes.ts';

/** The account name: stable outside id (WeCom `userid`), unique ignoring case, kept over renames (D1, D13). */
export const accountName = () =>
  personal(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}$/), {
    purpose: 'identification',
    sensitivity: 'ordinary',
    retention: 'record',
    basis: 'contract',
  });

export const personName = () =>
  personal(line(64), { purpose: 'identification', sensitivity: 'ordinary', retention: 'record', basis: 'contract' });

const contact = <S extends z.ZodType>(schema: S): S =>
  personal(schema, { purpose: 'contact', sensitivity: 'ordinary', retention: 'employment', basis: 'contract' });

const employment = <S extends z.ZodType>(schema: S): S =>
  personal(schema, { purpose: 'employment', sensitivity: 'ordinary', retention: 'employment+2y', basis: 'hr-rules' });

/** Digits with an optional country code; blanks and hyphens are for reading only. */
export const phoneNumber = () => contact(z.string().regex(/^\+?[0-9][0-9 -]{3,24}$/));
export const landlineNumber = () => contact(z.string().regex(/^[0-9+][0-9 ()+,;ext.-]{2,39}$/i));
export const mailAddress = () => contact(z.email().max(254));

/** D3.1. */
export const staffType = z.enum(['regular', 'probation', 'dispatched', 'intern', 'outsourced']);
export type StaffType = z.infer<typeof staffType>;

/** An integer id of departments and posts for integrations (WeCom department id). */
export const outsideNumber = () => z.int().min(1).max(2_147_483_647);

/** A department that a person belongs to; exactly one of a person's is the main one (D3). */
export const membership = z.object({ departmentId: id(), main: z.boolean() });
export type Membership = z.infer<typeof membership>;

/** A post (岗位) that a person holds, in one of the person's departments. */
export const postHolding = z.object({ postId: id(), departmentId: id() });
export type PostHolding = z.infer<typeof postHolding>;

/** What HR keeps about a person beyond the card that colleagues see (D12). */
export const recordFields = {
  staffNumber: employment(line(64)).nullable(),
  /** Stays with the records that name the person, like the name: the row isn’t whole without it. */
  staffType: personal(staffType, {
    purpose: 'employment',
    sensitivity: 'ordinary',
    retention: 'record',
    basis: 'hr-rules',
  }),
  gender: employment(z.enum(['male', 'female'])).nullable(),
  entryDate: employment(day()).nullable(),
  firstWorkDate: employment(day()).nullable(),
  probationEnd: employment(day()).nullable(),
  contractEnd: employment(day()).nullable(),
  workPlace: employment(line(200)).nullable(),
  address: contact(line(300)).nullable(),
};

/** All that HR may write about a person. */
export const personFields = z.object({
  employerId: id(),
  account: accountName(),
  name: personName(),
  alias: personal(line(64), {
    purpose: 'identification',
    sensitivity: 'ordinary',
    retention: 'employment',
    basis: 'contract',
  }).nullable(),
  /** 职务: text, carries no rights (D13). */
  jobTitle: employment(line(128)).nullable(),
  phone: phoneNumber().nullable(),
  landline: landlineNumber().nullable(),
  email: mailAddress().nullable(),
  ...recordFields,
  departments: z.array(membership).min(1).max(50),
  posts: z.array(postHolding).max(50),
  supervisorId: id().nullable(),
});
export type PersonFields = z.infer<typeof personFields>;

export const named = z.object({ id: id(), name: z.string() });
export const personNamed = z.object({ id: id(), name: personName() });

/** A person in a list: what decides at one look. `photo` changes with the picture. */
export const personRow = z.object({
  id: id(),
  name: personName(),
  account: accountName(),
  active: z.boolean(),
  jobTitle: employment(z.string()).nullable(),
  department: named.nullable(),
  employer: named,
  phone: contact(z.string()).nullable(),
  email: contact(z.string()).nullable(),
  photo: z.string().nullable(),
});
export type PersonRow = z.infer<typeof personRow>;

export const employerRow = z.object({
  id: id(),
  name: z.string(),
  shortName: z.string().nullable(),
  taxNumber: z.string().nullable(),
  place: z.string().nullable(),
  timeZone: z.string(),
  parentId: id().nullable(),
  people: z.int(),
  revision: z.int(),
});

export const departmentRow = z.object({
  id: id(),
  number: z.int(),
  name: z.string(),
  parentId: id().nullable(),
  employerId: id(),
  sort: z.int(),
  heads: z.array(personNamed),
  /** 副职: they stand beside the heads and carry no permission by it. */
  deputies: z.array(personNamed),
  /** Active people whose main department it is or lies below it. */
  people: z.int(),
  /** Departments directly below it. */
  children: z.int(),
  revision: z.int(),
});
export type DepartmentRow = z.infer<typeof departmentRow>;

export const postRow = z.object({
  id: id(),
  name: z.string(),
  /** null: a post of the whole group. */
  employerId: id().nullable(),
  closed: z.boolean(),
  holders: z.int(),
  revision: z.int(),
});

/** What comes of a change: it is in force, or waits for its day. */
export const changeOutcome = z.object({
  state: z.enum(['inForce', 'planned']),
  plannedChangeId: id().optional(),
  revision: z.int(),
});
