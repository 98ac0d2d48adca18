import { z } from 'zod';
import { day, id } from '#kernel/contract/shapes.ts';

/** What is kept of somebody's leaving until the day comes. */
export const leavePlan = z.object({ lastDay: day(), successorId: id().nullable() });
