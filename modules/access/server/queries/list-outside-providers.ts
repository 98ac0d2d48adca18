import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/outside-providers.ts';
import type { OutsideKind } from '../../contract/outside-shapes.ts';
import type { AccessTables } from '../access-tables.ts';

interface Row {
  id: string;
  kind: OutsideKind;
  name: string;
  active: boolean | null;
  options: Record<string, unknown> | null;
  has_secret: boolean | null;
  revision: number | null;
  changed_at: string | null;
  tested_at: string | null;
  test_error: string | null;
  testing: boolean;
  linked: number;
  proposal_id: string | null;
  proposed_name: string | null;
  proposed_options: Record<string, unknown> | null;
  new_secret: boolean;
  reason: string | null;
  proposed_at: string | null;
  proposed_by: string | null;
  expires_at: string | null;
  proposer: string | null;
}

export const listOutsideProviders = handle<AccessTables>()(contract.listOutsideProviders, async (context) => {
  const personId = context.actor.kind === 'person' ? context.actor.personId : null;
  const { rows } = await sql<Row>`
    select coalesce(p.id, o.provider_id) as id, coalesce(p.kind, o.kind) as kind, coalesce(p.name, o.name) as name,
      p.active, p.options, p.secret is not null as has_secret, p.revision, p.changed_at, p.tested_at, p.test_error,
      exists (select from access.outside_attempt t where t.provider_id = p.id and t.purpose = 'test'
        and t.expires_at > ${context.now.toString()}) as testing,
      (select count(*) from access.outside_account a where a.provider_id = p.id and a.removed_at is null) as linked,
      o.id as proposal_id, o.name as proposed_name, o.options as proposed_options, o.secret is not null as new_secret,
      o.reason, o.proposed_at, o.proposed_by, o.expires_at, b.name as proposer
    from access.outside_provider p
      full join (select * from access.outside_proposal where outcome is null) o on o.provider_id = p.id
      left join directory.published_person b on b.id = o.proposed_by
    order by coalesce(p.name, o.name), 1`.execute(context.db as never);
  return {
    returnTo: context.publicUrl === undefined ? null : `${context.publicUrl}/sign-in/outside`,
    rows: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      name: row.name,
      standing:
        row.active !== null && row.options && row.revision !== null && row.changed_at
          ? {
              active: row.active,
              options: row.options,
              hasSecret: row.has_secret ?? false,
              revision: row.revision,
              changedAt: row.changed_at,
            }
          : null,
      linked: Number(row.linked),
      testing: row.testing,
      test: row.tested_at ? { at: row.tested_at, error: row.test_error } : null,
      proposal:
        row.proposal_id && row.proposed_options && row.proposed_at && row.proposed_by
          ? {
              id: row.proposal_id,
              name: row.proposed_name ?? '',
              options: row.proposed_options,
              newSecret: row.new_secret,
              reason: row.reason ?? '',
              at: row.proposed_at,
              expiresAt: row.expires_at,
              by: { id: row.proposed_by, name: row.proposer ?? '' },
              may: row.proposed_by === personId ? ['withdraw' as const] : ['agree' as const, 'refuse' as const],
            }
          : null,
    })),
  };
});
