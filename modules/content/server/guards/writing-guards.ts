import { sql } from 'kysely';
import { type Guard, guard } from '#kernel/server/define-module.ts';
import { comment, resubmitRequest, submitRequest } from '#modules/approvals/contract/operations.ts';
import { publishingKind } from '#modules/bulletins/contract/publishing-kind.ts';
import { checkSending } from '../check-sending.ts';
import { elsewhere } from '../circumstances-of.ts';
import type { ContentTables, Guarding } from '../content-tables.ts';

const commented = guard<ContentTables>()('content.commented', comment, (context, { text }) =>
  checkSending(context, [elsewhere], text),
);

/** What is to be announced to everybody. Other forms ask for an ID card or a phone on purpose. */
const checkPublishing = (context: Guarding, kind: string | undefined, form: Readonly<Record<string, unknown>>) =>
  kind === publishingKind.name
    ? checkSending(
        context,
        [elsewhere],
        ['headline', 'body'].flatMap((name) => (typeof form[name] === 'string' ? [form[name]] : [])).join('\n'),
      )
    : Promise.resolve();

const published = guard<ContentTables>()('content.published', submitRequest, (context, { kind, form }) =>
  checkPublishing(context, kind, form),
);

/** What was sent back comes again with another text. */
const publishedAgain = guard<ContentTables>()(
  'content.publishedAgain',
  resubmitRequest,
  async (context, { requestId, form }) => {
    const { rows } = await sql<{ kind: string }>`
      select kind from approvals.published_request where id = ${requestId}::uuid`.execute(context.db);
    await checkPublishing(context, rows[0]?.kind, form);
  },
);

/** What people write outside of chats. */
export const writingGuards: readonly Guard[] = [commented, published, publishedAgain];
