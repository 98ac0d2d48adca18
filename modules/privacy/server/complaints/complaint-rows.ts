import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ComplaintRow } from '../../contract/complaints.ts';
import { decideComplaints } from '../../contract/permissions.ts';
import type { Asking } from '../privacy-tables.ts';
import { concernedBy, holdsFunction } from './concerned-by.ts';
import { functionHolders } from './function-holders.ts';

export interface StoredComplaint {
  readonly id: string;
  readonly complainant_id: string;
  readonly complainant: string;
  readonly about_kind: ComplaintRow['about']['kind'];
  readonly about_name: string | null;
  readonly about_function: ComplaintRow['about']['role'];
  readonly text: string;
  readonly at: string;
  readonly state: ComplaintRow['state'];
  readonly accepted_at: string | null;
  readonly counted_from_id: string;
  readonly nobody_decides: boolean;
  readonly outcome: ComplaintRow['outcome'];
  readonly objected: boolean;
  /** How the signed-in person stands to it. */
  readonly mine: boolean;
  readonly decides: boolean;
  readonly answered_by_me: boolean;
}

/** SQL conditions over `privacy.complaint c` for the signed-in person: what lies outside all three isn't there. */
interface Standing {
  readonly mine: RawBuilder<SqlBool>;
  /** May answer it, could if it were open, or has. */
  readonly toDecide: RawBuilder<SqlBool>;
  /** The accused learn of it when it is closed, and not before. */
  readonly aboutUs: RawBuilder<SqlBool>;
}

/** How the signed-in person may stand to complaints. */
export async function standingOf(context: Asking): Promise<Standing> {
  const { personId } = context.person();
  const me = sql<string>`${personId}::uuid`;
  const holders = await functionHolders(context, personId);
  return {
    mine: sql<SqlBool>`c.complainant_id = ${me}`,
    toDecide: context.may(decideComplaints)
      ? sql<SqlBool>`((${context.within(decideComplaints, 'c.counted_from_id')}
          or exists (select from privacy.answer a where a.complaint_id = c.id and a.by_id = ${me}))
          and not ${concernedBy(me, holders)})`
      : sql<SqlBool>`false`,
    aboutUs: sql<SqlBool>`(c.state = 'closed' and c.complainant_id <> ${me} and (c.about_person_id is not distinct from ${me}
      or ${holdsFunction(me, holders)}
      or exists (select from directory.published_head h where h.department_id = c.about_department_id and h.person_id = ${me})))`,
  };
}

/** Complaints, newest first. */
export async function complaintRows(
  context: Asking,
  { mine, toDecide }: Standing,
  where: RawBuilder<unknown>,
  limit: number,
): Promise<readonly StoredComplaint[]> {
  const me = sql<string>`${context.person().personId}::uuid`;
  const { rows } = await sql<StoredComplaint>`
    select c.id, c.complainant_id, w.name as complainant, c.about_kind, coalesce(p.name, d.name) as about_name, c.about_function,
      c.text, c.at, c.state, c.accepted_at, c.counted_from_id, c.nobody_decides, ${mine} as mine, ${toDecide} as decides,
      (select a.outcome from privacy.answer a where a.complaint_id = c.id order by a.round desc limit 1) as outcome,
      exists (select from privacy.objection o where o.complaint_id = c.id) as objected,
      exists (select from privacy.answer a where a.complaint_id = c.id and a.by_id = ${me}) as answered_by_me
    from privacy.complaint c
    join directory.published_person w on w.id = c.complainant_id
    left join directory.published_person p on p.id = c.about_person_id
    left join directory.published_department d on d.id = c.about_department_id
    where ${where}
    order by c.at desc, c.id desc limit ${limit}`.execute(context.db);
  return rows;
}

/** As a list shows it: whoever neither complained nor decides isn't told who complained. */
export const complaintRowOf = (stored: StoredComplaint): ComplaintRow => ({
  complaintId: stored.id,
  at: stored.at,
  state: stored.state,
  outcome: stored.outcome,
  about: { kind: stored.about_kind, name: stored.about_name, role: stored.about_function },
  complainant: stored.mine || stored.decides ? { id: stored.complainant_id, name: stored.complainant } : null,
});
