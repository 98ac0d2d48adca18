import type { CommandContext, QueryContext } from '#kernel/server/context.ts';
import type { GuardContext } from '#kernel/server/define-module.ts';
import type { DirectoryViews } from '#modules/directory/contract/views.ts';
import type { GroupsViews } from '#modules/groups/contract/views.ts';
import type { MessagingViews } from '#modules/messaging/contract/views.ts';

/** The views of others that this module's statements join; its own tables are written in plain SQL. */
export interface ContentTables extends DirectoryViews, GroupsViews, MessagingViews {}

export type Query = QueryContext<ContentTables>;
export type Command = CommandContext<ContentTables>;
export type Guarding = GuardContext<ContentTables>;
