import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { BotsTables } from '../bots-tables.ts';

interface Row {
  id: string;
  revision: number;
  state: 'proposed' | 'active' | 'off';
  name: string;
  purpose: string;
  address: string | null;
  ranges: string[];
  everybody: boolean;
  department_ids: string[];
  person_ids: string[];
  takesMessages: boolean;
  picture: string | null;
  expiresAt: string | null;
  proposed_by: string;
  proposer: string;
  confirmed_by: string | null;
  confirmer: string | null;
  failed: number;
}

export const listApplications = handle<BotsTables>()(contract.listApplications, async (context) => {
  const { personId } = context.person();
  const { rows } = await sql<Row>`
    select a.id, a.revision, a.state, a.name, a.purpose, a.address, a.ranges, a.everybody, a.department_ids, a.person_ids,
      a.takes_messages as "takesMessages", left(md5(a.picture), 12) as picture, a.expires_at as "expiresAt", a.proposed_by, p.name as proposer, a.confirmed_by,
      c.name as confirmer,
      (select count(*)::int from bots.press_call t where t.application_id = a.id and t.state = 'failed')
        + (select count(*)::int from bots.message_call m where m.application_id = a.id and m.state = 'failed') as failed
    from bots.application a join directory.published_person p on p.id = a.proposed_by
    left join directory.published_person c on c.id = a.confirmed_by order by a.id`.execute(context.db);
  return {
    rows: rows.map(
      ({
        id,
        address,
        proposed_by,
        proposer,
        confirmed_by,
        confirmer,
        everybody,
        department_ids,
        person_ids,
        ...row
      }) => ({
        ...row,
        ...(address === null ? {} : { address }),
        applicationId: id,
        visible: { everybody, departmentIds: department_ids, personIds: person_ids },
        proposedBy: { id: proposed_by, name: proposer },
        confirmedBy: confirmed_by === null ? null : { id: confirmed_by, name: confirmer ?? '' },
        may: row.state === 'proposed' && proposed_by !== personId ? ['confirm' as const] : [],
      }),
    ),
  };
});
