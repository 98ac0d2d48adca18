import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, line, page, pageInput } from '#kernel/contract/shapes.ts';
import { takenDownAlready } from './failures.ts';
import { takeDown } from './permissions.ts';
import { bulletinRow } from './shapes.ts';

export const listBulletins = query({
  name: 'bulletins.listBulletins',
  summary: { zh: '公告列表', en: 'List bulletins' },
  access: 'signedIn',
  /** `current`: in force now. `ended`: taken down or past their last day. Newest first. */
  input: z.object({ ...pageInput, shown: z.enum(['current', 'ended']).default('current') }),
  output: page(bulletinRow),
});

export const readBulletin = query({
  name: 'bulletins.readBulletin',
  summary: { zh: '查看公告', en: 'Read a bulletin' },
  access: 'signedIn',
  input: z.object({ bulletinId: id() }),
  output: bulletinRow.extend({
    /** Nothing where it was taken down, but for those who may take down. */
    body: z.string().nullable(),
    expired: z.boolean(),
    /** Why it was taken down; nothing where the approval was revoked. */
    reason: z.string().nullable(),
    may: z.array(z.enum(['takeDown'])),
  }),
});

export const markRead = command({
  name: 'bulletins.markRead',
  summary: { zh: '标记公告已读', en: 'Mark a bulletin as read' },
  access: 'signedIn',
  input: z.object({ bulletinId: id() }),
  output: z.object({}),
});

export const takeDownBulletin = command({
  name: 'bulletins.takeDownBulletin',
  summary: { zh: '撤下公告', en: 'Take a bulletin down' },
  access: takeDown,
  input: z.object({ bulletinId: id(), reason: line(500) }),
  output: z.object({}),
  failures: [takenDownAlready],
});
