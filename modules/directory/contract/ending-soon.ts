import { z } from 'zod';
import { query } from '#kernel/contract/operation.ts';
import { day, id, page, pageInput } from '#kernel/contract/shapes.ts';
import { managePeople } from './permissions.ts';
import { personNamed, staffType } from './shapes.ts';

export const endingWhat = z.enum(['probation', 'contract']);

/** Whose probation or contract ends soon, or has ended without anybody saying so (D12). */
export const listEndingSoon = query({
  name: 'directory.listEndingSoon',
  summary: { zh: '试用期、合同即将到期的人员', en: 'People whose probation or contract ends soon' },
  input: z.object({ ...pageInput, what: endingWhat, days: z.int().min(1).max(365).default(30) }),
  output: page(
    z.object({
      person: personNamed,
      employerId: id(),
      department: z.string().nullable(),
      staffType,
      on: day(),
      /** The day is past. */
      over: z.boolean(),
    }),
  ),
  access: managePeople,
});
