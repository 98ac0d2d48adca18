import { z } from 'zod';
import { day, id } from '#kernel/contract/shapes.ts';
import { staffType } from '#modules/directory/contract/shapes.ts';

/** What is carried out of the forms; approvals has checked them. */
export const openAccountForm = z.object({
  name: z.string(),
  account: z.string(),
  department: id(),
  jobTitle: z.string(),
  phone: z.string().optional(),
  staffType,
  neededBy: day(),
});
export const closeAccountForm = z.object({
  person: id(),
  why: z.enum(['leaving', 'other']),
  lastDay: day(),
  successor: id().optional(),
});
export const changeContactForm = z.object({
  person: id(),
  what: z.enum(['phone', 'email', 'other']),
  phone: z.string().optional(),
  email: z.string().optional(),
});
export const changePostForm = z.object({
  person: id(),
  department: id(),
  jobTitle: z.string().optional(),
  post: z.string().optional(),
  supervisor: id().optional(),
  from: day(),
});
export const changePermissionForm = z.object({ person: id() });
