import type { CommandContext, QueryContext } from '#kernel/server/context.ts';
import type { AccessViews } from '#modules/access/contract/views.ts';
import type { DirectoryViews } from '#modules/directory/contract/views.ts';
import type { MessagingViews } from '#modules/messaging/contract/views.ts';

/** Everything is read and written in SQL; the views are those of lower modules. */
export type BotsTables = AccessViews & DirectoryViews & MessagingViews;
export type Command = CommandContext<BotsTables>;
export type Query = QueryContext<BotsTables>;
