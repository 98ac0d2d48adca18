import { type Guard, guard } from '#kernel/server/define-module.ts';
import { comment, submitRequest } from '#modules/approvals/contract/operations.ts';
import { publishingKind } from '#modules/bulletins/contract/publishing-kind.ts';
import { checkSending } from '../check-sending.ts';
import { elsewhere } from '../circumstances-of.ts';
import type { ContentTables } from '../content-tables.ts';

const commented = guard<ContentTables>()('content.commented', comment, (context, { text }) =>
  checkSending(context, [elsewhere], text),
);

/** What is to be announced to everybody. Other forms ask for an ID card or a phone on purpose. */
const published = guard<ContentTables>()('content.published', submitRequest, (context, { kind, form }) =>
  kind === publishingKind.name
    ? checkSending(
        context,
        [elsewhere],
        ['headline', 'body'].flatMap((name) => (typeof form[name] === 'string' ? [form[name]] : [])).join('\n'),
      )
    : Promise.resolve(),
);

/** What people write outside of chats. */
export const writingGuards: readonly Guard[] = [commented, published];
