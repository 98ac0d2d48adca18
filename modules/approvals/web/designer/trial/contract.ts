import { z } from 'zod';
import { query } from '#kernel/contract/operation.ts';
import { id } from '#kernel/contract/shapes.ts';

export const readMe = query({
  name: 'trial.readMe',
  summary: { zh: '我是谁', en: 'Who I am' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({ personId: id(), name: z.string(), employerId: id() }),
});
