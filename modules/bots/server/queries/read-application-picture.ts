import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/application-chats.ts';
import { manageApplications } from '../../contract/permissions.ts';
import type { BotsTables } from '../bots-tables.ts';
import { isVisible } from '../is-visible.ts';

export const readApplicationPicture = handle<BotsTables>()(
  contract.readApplicationPicture,
  async (context, { applicationId }) => {
    const person = sql`${context.person().personId}::uuid`;
    const { rows } = await sql<{ picture: Buffer | null }>`
      select a.picture from bots.application a where a.id = ${applicationId}::uuid
        and (${context.may(manageApplications)} or (a.state = 'active' and ${isVisible(person)}))`.execute(
      context.db as never,
    );
    const bytes = rows[0]?.picture;
    if (!bytes) throw refuse(notFound);
    return { bytes, name: 'application.png', mediaType: 'image/png', size: bytes.length, inline: true };
  },
);
