import { sql } from 'kysely';
import type { Words } from '#kernel/contract/words.ts';
import { handle } from '#kernel/server/define-module.ts';
import { administer } from '../../contract/permissions.ts';
import * as contract from '../../contract/template-operations.ts';
import type { ReplayClass } from '../../domain/template/compare-walks.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { pageOf, readPageCursor } from '../page-cursor.ts';
import { personNames } from '../person-names.ts';
import { takesPart } from '../sees-content.ts';
import { inForceOf, loadDraft } from '../templates/draft-table.ts';
import { nodeNames } from '../templates/node-names.ts';
import { designedHead } from '../templates/template-heads.ts';

interface Step {
  readonly nodeId: string;
  readonly people: readonly string[];
}

interface Row {
  readonly place: number;
  readonly instance_id: string;
  readonly class: ReplayClass;
  readonly before: readonly Step[];
  readonly after: readonly Step[];
  readonly why: string;
  readonly number: string;
  readonly summary: Words;
  readonly at: string;
  readonly may_read: boolean;
  readonly sees_matter: boolean;
}

/** A request that the reader may not open is told without its number and its people; what it is about, only who takes part in it (A6). */
export const readReplay = handle<ApprovalsTables>()(contract.readReplay, async (context, input) => {
  const { kind, employerId, limit, cursor } = input;
  const head = await designedHead(context, kind, employerId);
  const whose = employerId ?? null;
  const { rows: replays } = await sql<{
    id: string;
    at: string;
    by_id: string;
    by_name: string;
    draft_revision: number;
    counts: Record<string, number>;
  }>`select r.id, r.at, p.id as by_id, p.name as by_name, r.draft_revision, r.counts
    from approvals.replay r join directory.published_person p on p.id = r.by_person
    where r.kind = ${kind} and r.employer_id is not distinct from ${whose}::uuid
      and (${input.replayId ?? null}::uuid is null or r.id = ${input.replayId ?? null}::uuid)
    order by r.at desc limit 1`.execute(context.db);
  const replay = replays[0];
  if (!replay) return { rows: [], replay: null };
  const draft = await loadDraft(context, head, whose);
  const after = readPageCursor(cursor);
  const { rows } = await sql<Row>`
    select t.place, t.instance_id, t.class, t.before, t.after, t.why, i.number, i.summary, i.submitted_at as at,
      (${context.within(administer, 'i.applicant_id')} or ${takesPart(context)}) as may_read, ${takesPart(context)} as sees_matter
    from approvals.replay_item t join approvals.instance i on i.id = t.instance_id
    where t.replay_id = ${replay.id}::uuid and (${input.class ?? null}::text is null or t.class = ${input.class ?? null}::text)
      ${after ? sql`and t.place > ${Number(after[2])}` : sql``}
    order by t.place limit ${limit + 1}`.execute(context.db);
  const inForce = await inForceOf(context, head, whose);
  const names = new Map([
    ...(inForce ? nodeNames(inForce.content.definition) : []),
    ...(draft ? nodeNames(draft.content.definition) : []),
  ]);
  const readable = rows.filter((row) => row.may_read);
  const ids = readable.flatMap((row) => [...row.before, ...row.after].flatMap((step) => step.people));
  const people = new Map((await personNames(context.db, [...new Set(ids)])).map(({ id, name }) => [id, name]));
  const shown = (row: Row, steps: readonly Step[]) =>
    steps.map(({ nodeId, people: asked }) => ({
      nodeId,
      name: names.get(nodeId)?.name ?? { zh: nodeId, en: nodeId },
      people: row.may_read ? asked.map((id) => ({ id, name: people.get(id) ?? '' })) : [],
    }));
  return {
    ...pageOf(
      rows,
      limit,
      (row) => [row.at, row.instance_id, String(row.place)],
      (row) => ({
        requestId: row.instance_id,
        number: row.may_read ? row.number : '',
        summary: row.sees_matter ? row.summary : { zh: '', en: '' },
        class: row.class,
        before: shown(row, row.before),
        after: shown(row, row.after),
        why: row.why,
        mayRead: row.may_read,
      }),
    ),
    replay: {
      replayId: replay.id,
      at: replay.at,
      by: { id: replay.by_id, name: replay.by_name },
      draftRevision: replay.draft_revision,
      outdated: draft?.revision !== replay.draft_revision,
      counts: replay.counts,
    },
  };
});
