import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant } from '#kernel/contract/shapes.ts';
import { accountName, named, personName } from '#modules/directory/contract/shapes.ts';
import { language, permissionGrant } from './shapes.ts';

export const readViewer = query({
  name: 'access.readViewer',
  summary: { zh: '我是谁、能做什么', en: 'Who I am and what I may do' },
  input: z.object({}),
  output: z.object({
    personId: id(),
    name: personName(),
    account: accountName(),
    photo: z.string().nullable(),
    jobTitle: z.string().nullable(),
    companyName: z.string(),
    employer: named.extend({ timeZone: z.string() }),
    department: named.nullable(),
    language,
    /** With the widest reach of each. */
    permissions: z.array(permissionGrant),
    /** Heads a department. */
    isHead: z.boolean(),
    /** What the profile still lacks (D4). */
    lacks: z.array(z.enum(['photo', 'phone', 'email', 'post'])),
    sessionId: id(),
    /** When the password runs out; null: never by time. */
    passwordEndsAt: instant().nullable(),
    /** Signed in on a computer of others: minutes without use after which that ends. */
    sharedIdleMinutes: z.int().nullable(),
  }),
  access: 'signedIn',
});

export const setLanguage = command({
  name: 'access.setLanguage',
  summary: { zh: '选择界面语言', en: 'Chooses the language' },
  input: z.object({ language }),
  output: z.object({}),
  access: 'signedIn',
});
