import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { approvalFailures } from '../../contract/failures.ts';
import { templateChanged } from '../../contract/template-events.ts';
import * as contract from '../../contract/template-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { inForceOf, saveDraft } from '../templates/draft-table.ts';
import { programContent } from '../templates/program-content.ts';
import { designedHead, storeHead } from '../templates/template-heads.ts';
import { loadVersion } from '../templates/version-table.ts';

/** What the program brings is taken up like any other version: as a draft, to be looked at and published on purpose. */
export const restoreTemplateVersion = handle<ApprovalsTables>()(
  contract.restoreTemplateVersion,
  async (context, { kind, revision, from }) => {
    const head = await designedHead(context, kind);
    const version = from === 'program' ? undefined : await loadVersion(context.db, kind, from, head.program);
    const content = from === 'program' ? head.program && programContent(head.program) : version?.content;
    if (!content || (version && version.employerId !== null)) throw refuse(approvalFailures.noSuchKind);
    await storeHead(context, head);
    const saved = await saveDraft(context, head, {
      employerId: null,
      revision,
      stored: content,
      content,
      baseVersion: (await inForceOf(context, head, null))?.version ?? null,
      programVersion: from === 'program' ? (head.program?.version ?? null) : (version?.programVersion ?? null),
    });
    context.about('template', kind);
    context.emit(templateChanged, { kind, what: 'draft', employerId: null, by: context.person().personId });
    return saved;
  },
);
