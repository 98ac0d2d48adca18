import { extensionsAt } from '#kernel/contract/extension-point.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/archive-search.ts';
import { type ReadyTemplate, readyTemplates } from '../../contract/ready-template.ts';
import { suggestColumns } from '../../domain/registers/suggest-columns.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { archiveKinds, versionsOfKind } from '../archive-search/archive-kinds.ts';
import { grantedKinds } from '../archive-search/granted.ts';
import { searchFields } from '../archive-search/search-fields.ts';

export const listArchiveKinds = handle<ApprovalsTables>()(contract.listArchiveKinds, async (context) => {
  const granted = await grantedKinds(context);
  const ready = extensionsAt<ReadyTemplate>(readyTemplates, context.contracts).flatMap(({ register }) =>
    register ? [register] : [],
  );
  return {
    rows: await Promise.all(
      (await archiveKinds(context)).map(async ({ name, title, important }) => {
        const fields = granted.has(name) ? searchFields(await versionsOfKind(context, name)) : [];
        return {
          kind: name,
          title,
          important,
          granted: granted.has(name),
          fields,
          suggested: suggestColumns(fields, ready),
        };
      }),
    ),
  };
});
