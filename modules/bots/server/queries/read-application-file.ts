import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { withoutPlace } from '#kernel/server/blobs/without-place.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/application-files.ts';
import { callerOf } from '../application-rows.ts';
import type { BotsTables } from '../bots-tables.ts';

interface Sent {
  readonly name: string;
  readonly blob: string;
  readonly size: number;
  readonly media_type: string;
}

/** As the message that it came with stands now: recalled, removed, or raised to a secret, it is gone. */
export const readApplicationFile = handle<BotsTables>()(
  contract.readApplicationFile,
  async (context, { key, fileId }) => {
    const caller = await callerOf(context, key);
    const { rows } = await sql<Sent>`
      with file as materialized (
        select name, blob, size::float8 as size, media_type, left(owner_id, 36)::uuid as message_id
        from files.published_file where id = ${fileId}::uuid and owner_module = 'messaging' and not controlled
      )
      select f.name, f.blob, f.size, f.media_type from file f
      join messaging.published_application_message m on m.message_id = f.message_id
      where m.application_id = ${caller.id}::uuid and m.body -> 'fileIds' ? ${fileId}`.execute(context.db);
    const [file] = rows;
    if (!file) throw refuse(notFound);
    const stored = await context.blobs.open(file.blob);
    if (!stored) throw new Error(`the bytes of file ${fileId} are gone`);
    // Where a picture was taken its sender keeps, towards programs as towards people.
    const bytes = file.media_type.startsWith('image/') ? withoutPlace(stored) : stored;
    return { bytes, size: file.size, name: file.name, mediaType: file.media_type, inline: false };
  },
);
