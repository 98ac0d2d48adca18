import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { submitRequest } from '../../contract/operations.ts';
import { type PublishingForm, publishingProcess } from '../../contract/publishing-kind.ts';
import { templateChanged } from '../../contract/template-events.ts';
import { templateFailures } from '../../contract/template-failures.ts';
import * as contract from '../../contract/template-operations.ts';
import { compareContents } from '../../domain/template/compare-contents.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { changesInWords } from '../templates/changes-in-words.ts';
import { checkContent } from '../templates/check-content.ts';
import { inForceOf, loadDraft, outdated } from '../templates/draft-table.ts';
import { frozenDigest } from '../templates/frozen-digest.ts';
import { designedHead, storeHead } from '../templates/template-heads.ts';

/** What is asked for is frozen here; the approvers decide about exactly this, whatever becomes of the draft. */
export const askToPublish = handle<ApprovalsTables>()(contract.askToPublish, async (context, input) => {
  const { kind, employerId, note, effectiveOn } = input;
  const { personId, employerId: ownEmployerId } = context.person();
  const head = await designedHead(context, kind, employerId);
  const draft = await loadDraft(context, head, employerId ?? null, true);
  if (!draft) throw refuse(templateFailures.noDraft);
  if (draft.revision !== input.revision) throw outdated(draft);

  const { rows: open } = await sql<{ request_id: string }>`select request_id from approvals.publication
    where kind = ${kind} and employer_id is not distinct from ${employerId ?? null}::uuid and outcome = 'asked'`.execute(
    context.db,
  );
  if (open[0]) throw refuse(templateFailures.publicationOpen, { requestId: open[0].request_id });
  const problems = await checkContent(context, head, draft.content);
  const errors = problems.filter((one) => one.severity === 'error');
  if (errors.length > 0) throw refuse(templateFailures.draftHasProblems, { count: errors.length, problems: errors });
  const inForce = await inForceOf(context, head, employerId ?? null);
  const changes = inForce ? compareContents(inForce.content, draft.content) : [];
  // A subsidiary also publishes to accept what the group has changed under its own parts.
  const accepts = inForce?.row && inForce.row.conflicts.length > 0;
  if (inForce && changes.length === 0 && !accepts) throw refuse(templateFailures.nothingChanged);

  const { rows: employers } = await sql<{ id: string; name: string; time_zone: string }>`
    select id, name, time_zone from directory.published_employer
    where id in (${employerId ?? head.employer?.id ?? ownEmployerId}::uuid)`.execute(context.db);
  const employer = employers[0];
  const zone = employer?.time_zone ?? 'UTC';
  const today = context.now.toZonedDateTimeISO(zone).toPlainDate().toString();
  if (effectiveOn !== undefined && effectiveOn < today) throw refuse(templateFailures.effectiveInPast);
  const effectiveAt =
    effectiveOn === undefined
      ? null
      : Temporal.PlainDate.from(effectiveOn).toZonedDateTime(zone).toInstant().toString();

  await storeHead(context, head);
  const requestId = context.newId();
  const form: PublishingForm = {
    template: kind,
    title: {
      zh: draft.content.settings.title.zh,
      en: draft.content.settings.title.en ?? draft.content.settings.title.zh,
    },
    employer: employerId === undefined ? '' : (employer?.name ?? ''),
    class: head.class,
    important: head.important ? 'yes' : 'no',
    ownerDepartmentId: head.ownerDepartment?.id ?? null,
    note,
    changes: inForce ? changesInWords(changes) : { zh: '首次发布', en: 'First publication' },
    effectiveOn: effectiveOn ?? null,
    digest: frozenDigest(draft.content, draft.overrides),
  };
  await sql`insert into approvals.publication (request_id, kind, employer_id, content, overrides, base_version, program_version,
      form, digest, draft_revision, effective_at, note, asked_by, asked_at, outcome)
    values (${requestId}::uuid, ${kind}, ${employerId ?? null}::uuid, ${JSON.stringify(draft.content)}::jsonb,
      ${draft.overrides === null ? null : JSON.stringify(draft.overrides)}::jsonb, ${inForce?.version ?? null},
      ${draft.programVersion}, ${JSON.stringify(form)}::jsonb, ${form.digest}, ${draft.revision},
      ${effectiveAt}::timestamptz, ${note}, ${personId}::uuid, ${context.now.toString()}::timestamptz, 'asked')`.execute(
    context.db,
  );
  const { number, status } = await context.call(submitRequest, { kind: publishingProcess.name, form, requestId });
  context.about('template', kind);
  context.emit(templateChanged, { kind, what: 'asked', employerId: employerId ?? null, by: personId });
  return { requestId, number, published: status === 'approved' };
});
