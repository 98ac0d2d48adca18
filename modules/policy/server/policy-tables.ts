import type { CommandContext, QueryContext } from '#kernel/server/context.ts';
import type { DirectoryViews } from '#modules/directory/contract/views.ts';
import type { NotificationViews } from '#modules/notifications/contract/views.ts';

/** What policy reads of others; its own tables are written in SQL, row types beside the statements. */
export type PolicyTables = DirectoryViews & NotificationViews;

export type Command = CommandContext<PolicyTables>;
export type Query = QueryContext<PolicyTables>;
/** What both can read with. */
export type Reader = Pick<Query, 'db'> | Pick<Command, 'db'>;
