import { refuse } from '#kernel/contract/failure.ts';
import { approvalFailures } from '../../contract/failures.ts';
import type { TemplateContent } from '../../contract/template.ts';
import { templateFailures } from '../../contract/template-failures.ts';
import { loadDraft } from './draft-table.ts';
import { programContent } from './program-content.ts';
import type { TemplateHead, TemplateReads } from './template-heads.ts';
import { loadVersion } from './version-table.ts';

/** The content that a reader names: a version, the draft, or what the program brings now. */
export async function contentOfSide(
  context: Pick<TemplateReads, 'db' | 'now'>,
  head: TemplateHead,
  employerId: string | null,
  side: number | 'draft' | 'program',
): Promise<TemplateContent> {
  if (side === 'draft') {
    const draft = await loadDraft(context, head, employerId);
    if (!draft) throw refuse(templateFailures.noDraft);
    return draft.content;
  }
  if (side === 'program') {
    if (!head.program) throw refuse(approvalFailures.noSuchKind);
    return programContent(head.program);
  }
  const version = await loadVersion(context.db, head.kind, side, head.program);
  // What a subsidiary says is read as that subsidiary's.
  const isOthers = version && version.employerId !== null && version.employerId !== employerId;
  if (!version || isOthers) throw refuse(approvalFailures.noSuchKind);
  return version.content;
}
