import { sql } from 'kysely';
import { consequenceOf } from '../domain/consequence-of.ts';
import { announceCase } from './announce-case.ts';
import { type CaseRecord, caseColumns, caseJoins, changeCase } from './case-table.ts';
import { correct } from './charge.ts';
import { historyOf, UPHELD } from './history-of.ts';
import type { Command } from './policy-tables.ts';

/**
 * A case of the month came to nothing, so the later ones of the month count one less. What they came to is made less where the
 * steps say so, and what was entered already is corrected. It never becomes more.
 */
export async function recountLater(context: Command, ended: CaseRecord): Promise<void> {
  const { rows } = await sql<CaseRecord>`
    select ${caseColumns} from ${caseJoins}
    where c.article_id = ${ended.article_id}::uuid and c.liable_id = ${ended.liable_id}::uuid and c.month = ${ended.month}
      and (c.happened_at, c.id) > (${ended.happened_at}::timestamptz, ${ended.id}::uuid)
      and c.state = any(${sql.val(UPHELD)}::text[])
    order by c.happened_at, c.id for update of c`.execute(context.db);
  for (const later of rows) {
    const history = await historyOf(
      context,
      { articleId: later.article_id, personId: later.liable_id, month: later.month },
      UPHELD,
      { happenedAt: later.happened_at, caseId: later.id },
    );
    const now = consequenceOf(later.basis.rule, later.basis.settings, history, later.fen !== null);
    const points = Math.min(later.points, now.points);
    const fen = later.fen === null ? null : Math.min(later.fen, now.fen ?? 0);
    if (points === later.points && fen === later.fen) continue;
    const changed = await changeCase(context, later, { points, fen });
    await sql`insert into policy.case_note (id, case_id, what, by_id, at, facts)
      values (${context.newId()}, ${later.id}, 'corrected', null, ${context.now.toString()},
        ${JSON.stringify({ because: ended.number, points })})`.execute(context.db);
    await announceCase(context, changed);
    if (later.state === 'settled')
      await correct(context, changed, { points, fen }, `case ${ended.number} came to nothing`);
  }
}
