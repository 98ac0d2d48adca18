import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import * as contract from '../../contract/why-file-seen.ts';
import type { FilesTables } from '../files-tables.ts';

/** As `readableFiles` decides: an upload that nothing uses is its uploader's; else it is seen with what it is attached to. */
export const whyFileSeen = handle<FilesTables>()(contract.whyFileSeen, async (context, { personId, ids }) => {
  requireSystem(context, managePeople);
  const { rows } = await sql<{ uploader_id: string | null; uploaded_at: string; owner_id: string | null }>`
    select f.uploader_id, f.uploaded_at, f.owner_id from files.file f
    where f.id = any(${sql.val(ids)}::uuid[]) order by f.id limit 20`.execute(context.db);
  return {
    things: rows.map((file) => ({
      what: { zh: '文件', en: 'File' },
      ways:
        file.owner_id === null && file.uploader_id === personId
          ? [
              {
                rule: { zh: '本人上传，尚未用在任何地方', en: 'Uploaded by them, and used nowhere yet' },
                since: file.uploaded_at,
              },
            ]
          : [],
      asWith:
        file.owner_id === null
          ? null
          : {
              // Files of a merged forward are kept under `<message>/<number>`.
              ids: [file.owner_id.slice(0, 36)],
              rule: {
                zh: '附在这里，能看到所在内容的人才能看到（另受字段权限和密级限制）',
                en: 'Attached here: seen by who is shown what it stands in (permissions of fields and classification apply)',
              },
            },
    })),
  };
});
