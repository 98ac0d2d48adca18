import type { CommandContext, QueryContext } from '#kernel/server/context.ts';
import type { AccessViews } from '#modules/access/contract/views.ts';
import type { DirectoryViews } from '#modules/directory/contract/views.ts';

/** Everything is read and written in SQL; the views are those of lower modules. */
export type IntegrationsTables = AccessViews & DirectoryViews;
export type Command = CommandContext<IntegrationsTables>;
export type Query = QueryContext<IntegrationsTables>;
