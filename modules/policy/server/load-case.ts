import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { CaseRow } from '../contract/case-file.ts';
import { decideAppeals, decideCases } from '../contract/permissions.ts';
import type { CaseRecord } from './case-table.ts';
import type { Query } from './policy-tables.ts';
import { subordinateOf } from './subordinate-of.ts';
import { mayDecide } from './who-may-decide.ts';

type Asking = Pick<Query, 'person' | 'within'>;

/** SQL condition: the signed-in person is independent of the liable one (L5). */
function independent(context: Asking): RawBuilder<SqlBool> {
  const me = sql<string>`${context.person().personId}::uuid`;
  return sql<SqlBool>`(c.liable_id <> ${me} and not ${subordinateOf(me, sql<string>`c.liable_id`)})`;
}

/** SQL condition over `policy.case_file c`: the signed-in person may withdraw it, or record how its notice was served. */
export function canWaive(context: Asking): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${context.within(decideCases, 'c.liable_id')} and ${independent(context)})`;
}

/** SQL condition: the case is one's own, or one may decide it, or has; of appeals only once there is one. */
export function maySee(context: Asking): RawBuilder<SqlBool> {
  const me = sql<string>`${context.person().personId}::uuid`;
  return sql<SqlBool>`(c.liable_id = ${me} or ${canWaive(context)}
    or (c.appealed_at is not null and ${context.within(decideAppeals, 'c.liable_id')} and ${independent(context)})
    or exists (select from policy.decision d where d.case_id = c.id and d.decided_by = ${me}))`;
}

/** What the signed-in person may do with a case, worked out by the database beside its columns. */
export interface Rights {
  readonly may_first: boolean;
  readonly may_appeal: boolean;
  readonly may_waive: boolean;
}

export const rightsColumns = (context: Asking) =>
  sql`${mayDecide(context, 'first')} as may_first, ${mayDecide(context, 'appeal')} as may_appeal, ${canWaive(context)} as may_waive`;

/** The rights as the answer says them, by the state that the case is in. */
export function rightsNow(context: Asking, row: CaseRecord & Rights): CaseRow['may'] {
  const isMine = row.liable_id === context.person().personId;
  const ended = row.state === 'waived' || row.state === 'lapsed';
  const unserved = row.state === 'found' || (row.state === 'decided' && row.decision_told_at === null);
  const may: [boolean, CaseRow['may'][number]][] = [
    [isMine && row.explanation === null && ['found', 'told', 'heard'].includes(row.state), 'explain'],
    [isMine && row.state === 'decided', 'appeal'],
    [row.may_first && row.state === 'heard', 'decide'],
    [row.may_appeal && row.state === 'appealed', 'decideAppeal'],
    [row.may_waive && !ended, 'waive'],
    [row.may_waive && unserved, 'recordService'],
  ];
  return may.flatMap(([has, what]) => (has ? [what] : []));
}
