import { sql } from 'kysely';
import type { ServerModule } from '#kernel/server/define-module.ts';
import type { Composition } from '#kernel/server/program.ts';

/** The modules of the program, lower layers first. */
export const modules: readonly ServerModule[] = [];

/** What the program is made of. */
export const composition: Composition = {
  modules,
  authority: () => ({ load: async () => undefined, within: () => sql<boolean>`false` }),
  timeZone: async () => 'Asia/Shanghai',
};
