import { sql } from 'kysely';
import type { ServerModule } from '#kernel/server/define-module.ts';
import type { Composition } from '#kernel/server/program.ts';
import { directory } from './directory/server/directory.ts';
import { messagingServer } from './messaging/server/messaging-server.ts';
import { worktimeServer } from './worktime/server/worktime-server.ts';

/** The modules of the program, lower layers first. */
export const modules: readonly ServerModule[] = [directory, worktimeServer, messagingServer];

/** What the program is made of. */
export const composition: Composition = {
  modules,
  authority: () => ({ load: async () => undefined, within: () => sql<boolean>`false` }),
  timeZone: async () => 'Asia/Shanghai',
};
