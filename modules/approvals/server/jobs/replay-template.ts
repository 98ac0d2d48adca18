import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import type { InstanceState } from '../../contract/instance.ts';
import type { TemplateContent } from '../../contract/template.ts';
import { templateChanged } from '../../contract/template-events.ts';
import { templateFailures } from '../../contract/template-failures.ts';
import * as contract from '../../contract/template-operations.ts';
import { compareWalks, type ReplayClass, stepsWalked } from '../../domain/template/compare-walks.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { loadDraft } from '../templates/draft-table.ts';
import { formRefusal } from '../templates/form-refusal.ts';
import { makeWalker, walkedBy } from '../templates/make-walker.ts';
import { designedHead } from '../templates/template-heads.ts';
import { loadVersion, type TemplateVersion } from '../templates/version-table.ts';

interface Row {
  readonly id: string;
  readonly definition_version: number;
  readonly applicant_id: string;
  readonly form: Record<string, unknown>;
  readonly state: InstanceState;
  readonly submitted_on: string;
}

/** So many requests are walked together, then progress is told. */
const PORTION = 50;

/**
 * Walks the newest requests of a kind by the version that each had and by the draft, with the people of now, and keeps what
 * differs. It only reads requests; a program that stops meanwhile begins again.
 */
export const replayTemplate = handle<ApprovalsTables>()(contract.replayTemplate, async (context, input) => {
  const { kind, employerId, most } = input;
  const head = await designedHead(context, kind, employerId);
  const whose = employerId ?? null;
  const draft = await loadDraft(context, head, whose);
  if (!draft) throw refuse(templateFailures.noDraft);
  const { rows: newest } = await sql<{ id: string }>`
    select id from approvals.instance where kind = ${kind} and destruction_no is null
      and (${whose}::uuid is null or employer_id = ${whose}::uuid)
    order by submitted_at desc, id desc limit ${most}`.execute(context.db);

  const walker = makeWalker(context, context.now);
  const versions = new Map<number, TemplateVersion | undefined>();
  const versionOf = async (version: number) => {
    if (!versions.has(version)) versions.set(version, await loadVersion(context.db, kind, version, head.program));
    return versions.get(version)?.content;
  };
  const counts: Partial<Record<ReplayClass | 'unreadable', number>> = {};
  const found: object[] = [];
  context.progress(0, newest.length);
  for (let from = 0; from < newest.length; from += PORTION) {
    const ids = newest.slice(from, from + PORTION).map((row) => row.id);
    const { rows } = await sql<Row>`select i.id, i.definition_version, i.applicant_id, i.form, i.state,
        (i.submitted_at at time zone e.time_zone)::date::text as submitted_on
      from approvals.instance i join directory.published_employer e on e.id = i.employer_id
      where i.id = any(${sql.val(ids)}::uuid[]) order by i.submitted_at desc, i.id desc`.execute(context.db);
    const whole: { row: Row; old: TemplateContent }[] = [];
    for (const row of rows) {
      const old = await versionOf(row.definition_version);
      if (old) whole.push({ row, old });
      else counts.unreadable = (counts.unreadable ?? 0) + 1;
    }
    const walksBy = (content: (one: (typeof whole)[number]) => TemplateContent) =>
      whole.map((one) => ({
        ...walkedBy(kind, content(one), head.program),
        applicantId: one.row.applicant_id,
        form: one.row.form,
        // The day on which it was asked for: what was in time then is in time in a replay.
        today: one.row.submitted_on,
        chosen: one.row.state.chosen,
      }));
    const before = await walker(walksBy(({ old }) => old));
    const after = await walker(walksBy(() => draft.content));
    for (const [index, { row }] of whole.entries()) {
      const [old, now] = [before[index], after[index]];
      if (!old || !now) continue;
      const compared = compareWalks(
        old,
        now,
        formRefusal(head.program, draft.content, row.form, {
          today: row.submitted_on,
          applicant: row.applicant_id,
        }),
      );
      counts[compared.class] = (counts[compared.class] ?? 0) + 1;
      if (compared.class === 'same') continue;
      found.push({
        place: found.length,
        instance_id: row.id,
        class: compared.class,
        why: compared.why,
        before: stepsWalked(old),
        after: stepsWalked(now),
      });
    }
    context.progress(Math.min(from + PORTION, newest.length), newest.length);
  }

  const replayId = context.newId();
  await sql`delete from approvals.replay where kind = ${kind} and employer_id is not distinct from ${whose}::uuid`.execute(
    context.db,
  );
  await sql`insert into approvals.replay (id, kind, employer_id, draft_revision, at, by_person, counts)
    values (${replayId}::uuid, ${kind}, ${whose}::uuid, ${draft.revision}, ${context.now.toString()}::timestamptz,
      ${context.person().personId}::uuid, ${JSON.stringify(counts)}::jsonb)`.execute(context.db);
  await sql`insert into approvals.replay_item (replay_id, place, instance_id, class, before, after, why)
    select ${replayId}::uuid, f.place, f.instance_id, f.class, f.before, f.after, f.why
    from jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
      as f(place int, instance_id uuid, class text, before jsonb, after jsonb, why text)`.execute(context.db);
  context.about('template', kind);
  context.emit(templateChanged, { kind, what: 'replayed', employerId: whose, by: context.person().personId });
  return { replayId };
});
