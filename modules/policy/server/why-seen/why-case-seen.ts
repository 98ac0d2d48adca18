import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import { decideAppeals, decideCases } from '../../contract/permissions.ts';
import * as contract from '../../contract/why-case-seen.ts';
import type { PolicyTables } from '../policy-tables.ts';
import { subordinateOf } from '../subordinate-of.ts';

/** Whose case it is isn't told to who asks about roles: the person concerned and who decided are one rule. */
const party = { zh: '个案的当事人，或对其作出过决定的人', en: 'The person concerned, or somebody who decided in it' };

/** As `maySee` decides. */
export const whyCaseSeen = handle<PolicyTables>()(contract.whyCaseSeen, async (context, { personId, ids }) => {
  requireSystem(context, managePeople);
  const me = sql<string>`${personId}::uuid`;
  const { rows } = await sql<{
    number: string;
    liable_id: string;
    party: boolean;
    independent: boolean;
    appealed: boolean;
  }>`
    select c.number, c.liable_id, c.appealed_at is not null as appealed,
      c.liable_id = ${me} or exists (select from policy.decision d where d.case_id = c.id and d.decided_by = ${me}) as party,
      c.liable_id <> ${me} and not ${subordinateOf(me, sql<string>`c.liable_id`)} as independent
    from policy.case_file c where c.id = any(${sql.val(ids)}::uuid[]) order by c.id limit 20`.execute(context.db);
  return {
    things: rows.map((row) => ({
      what: { zh: `制度个案 ${row.number}`, en: `Case ${row.number}` },
      ways: [
        ...(row.party ? [{ rule: party }] : []),
        // Whoever works under the person concerned decides nothing, whatever their roles.
        ...(row.independent ? [decideCases, ...(row.appealed ? [decideAppeals] : [])] : []).map((permission) => ({
          rule: { ...permission.sentence },
          permission: { name: permission.name, of: row.liable_id },
        })),
      ],
    })),
  };
});
