import type { ServerModule } from '#kernel/server/define-module.ts';

/** The modules of the program, lower layers first. */
export const modules: readonly ServerModule[] = [];
