import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notPermitted } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/absences.ts';
import type { PolicyTables } from '../policy-tables.ts';

export const recordAbsence = handle<PolicyTables>()(
  contract.recordAbsence,
  async (context, { source, personId, stretch }) => {
    if (context.actor.kind !== 'system')
      throw refuse(notPermitted, { permission: contract.tellAbsences.sentence[context.language] });
    await sql`delete from policy.absence where source = ${source} and person_id = ${personId}::uuid`.execute(
      context.db,
    );
    if (stretch) {
      await sql`insert into policy.absence (source, person_id, from_at, to_at)
      values (${source}, ${personId}, ${stretch.from}, ${stretch.to})`.execute(context.db);
    }
    context.about('person', personId);
    return {};
  },
);
