import { z } from 'zod';
import { day, line } from '#kernel/contract/shapes.ts';
import { requestStatus } from './request.ts';

/** What every list of requests can be narrowed by. `search`: part of the number, the applicant's name, the title or the summary. */
export const listFilter = {
  search: line(100).optional(),
  kind: z.string().max(100).optional(),
  status: requestStatus.optional(),
  /** First and last day, in the time zone of the reader's employer, of the time that the list is ordered by or shows. */
  from: day().optional(),
  to: day().optional(),
};

/** Why a task can't be answered together with others. */
export const batchExclusion = z.enum([
  'gone',
  'suspended',
  'resubmit',
  'passkey',
  'fresh',
  'namesRequired',
  'switchedOff',
  'claim',
  'otherKind',
]);
