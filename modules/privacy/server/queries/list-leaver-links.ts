import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { placeAfter } from '#kernel/server/place-after.ts';
import * as contract from '../../contract/leaver-access.ts';
import { giveLeaversAccess } from '../../contract/permissions.ts';
import type { PrivacyTables } from '../privacy-tables.ts';

interface Row {
  readonly id: string;
  readonly person_id: string;
  readonly name: string;
  readonly made_by: string;
  readonly maker: string;
  readonly made_at: string;
  readonly expires_at: string;
  readonly state: 'open' | 'used' | 'expired' | 'void';
  readonly used_at: string | null;
  readonly wrong_accounts: number;
  readonly uses: { at: string; what: 'looked' | 'exported' }[];
}

/** Uses stand in the audit, and all of them in the hour after the link was opened. */
export const listLeaverLinks = handle<PrivacyTables>()(contract.listLeaverLinks, async (context, { cursor, limit }) => {
  const [at, after] = placeAfter(cursor);
  const { rows } = await sql<Row>`
    select l.id, l.person_id, p.name, l.made_by, b.name as maker, l.made_at, l.expires_at, l.used_at, l.wrong_accounts,
      case when l.voided_at is not null and (l.used_at is not null or l.voided_at < l.expires_at) then 'void' when l.used_at is not null then 'used'
        when l.expires_at <= ${context.now.toString()}::timestamptz then 'expired' else 'open' end as state,
      coalesce((select jsonb_agg(jsonb_build_object('at', u.at,
          'what', case u.operation when ${contract.exportLeaverData.name} then 'exported' else 'looked' end) order by u.at)
        from (select to_json(a.at) #>> '{}' as at, a.operation from kernel.audit a
          where a.at >= l.used_at and a.at <= l.ticket_until and a.outcome = 'looked'
            and a.operation in (${contract.readLeaverData.name}, ${contract.exportLeaverData.name})
            and a.objects @> jsonb_build_array(jsonb_build_object('type', 'leaverLink', 'id', l.id))
          order by a.at desc limit 50) u), '[]') as uses
    from privacy.leaver_link l join directory.published_person p on p.id = l.person_id
    join directory.published_person b on b.id = l.made_by
    where ${context.within(giveLeaversAccess, 'l.person_id')}
      and (${at}::timestamptz is null or (l.made_at, l.id) < (${at}::timestamptz, ${after}::uuid))
    order by l.made_at desc, l.id desc limit ${limit + 1}`.execute(context.db);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map((row) => ({
      linkId: row.id,
      person: { id: row.person_id, name: row.name },
      by: { id: row.made_by, name: row.maker },
      madeAt: row.made_at,
      expiresAt: row.expires_at,
      state: row.state,
      usedAt: row.used_at,
      wrongAccounts: row.wrong_accounts,
      uses: row.uses,
    })),
    ...(rows.length > limit && last && { next: `${last.made_at} ${last.id}` }),
  };
});
