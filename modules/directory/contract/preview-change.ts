import { z } from 'zod';
import { command } from '#kernel/contract/operation.ts';
import { id, words } from '#kernel/contract/shapes.ts';
import { hasLeft } from './failures.ts';
import { linkFailures, personChange } from './people.ts';
import { managePeople } from './permissions.ts';

/** What a change of a person would change with it, before anybody saves it (D7). A command, because it tries the change and undoes it. */
export const previewPersonChange = command({
  name: 'directory.previewPersonChange',
  summary: {
    zh: '预览人员变更的影响：权限、群、审批、下属',
    en: 'Previews what a change of a person brings with it: permissions, groups, approvals, subordinates',
  },
  input: z.object({
    personId: id(),
    /** null: the person leaves. */
    change: personChange.nullable(),
  }),
  output: z.object({
    effects: z.array(
      z.object({
        name: z.string(),
        title: words,
        gained: z.array(z.object({ label: words, detail: words.nullable() })),
        lost: z.array(z.object({ label: words, detail: words.nullable() })),
        /** What stays, otherwise than before. */
        changed: z.array(z.object({ label: words, from: words.nullable(), to: words.nullable() })),
        /** There is more than was looked at. */
        more: z.boolean(),
      }),
    ),
  }),
  access: managePeople,
  failures: [...linkFailures, hasLeft],
  perMinute: 60,
});
