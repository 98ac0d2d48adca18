import type { CommandContext, QueryContext } from '#kernel/server/context.ts';
import type { DirectoryViews } from '#modules/directory/contract/views.ts';

/** What privacy reads of others; its own tables are written in SQL, row types beside the statements. */
export type PrivacyTables = DirectoryViews;

export type Command = CommandContext<PrivacyTables>;
export type Query = QueryContext<PrivacyTables>;
/** What queries and commands both can ask. */
export type Asking = Pick<Query, 'db' | 'may' | 'within' | 'person' | 'read'> | Command;
