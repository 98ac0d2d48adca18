import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/applications.ts';
import { definition } from '../../contract/definition.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}
interface Row {
  readonly id: string;
  readonly active: boolean | null;
  readonly revision: number | null;
  readonly definition: unknown;
  readonly changed_at: string | null;
  readonly proposer: Named | null;
  readonly approver: Named | null;
  readonly signed: boolean;
  readonly dead: number;
  readonly proposal_id: string | null;
  readonly wanted: unknown;
  readonly reason: string | null;
  readonly proposed_at: string | null;
  readonly expires_at: string | null;
  readonly wanted_by: Named | null;
}
interface Key {
  readonly id: string;
  readonly application_id: string;
  readonly label: string;
  readonly days: number;
  readonly reason: string;
  readonly prefix: string | null;
  readonly outcome: 'agreed' | null;
  readonly ends_at: string | null;
  readonly expires_at: string | null;
  readonly stopped_at: string | null;
  readonly last_used_at: string | null;
  readonly last_used_from: string | null;
  readonly asker: Named;
  readonly agreer: Named | null;
}

const named = (alias: string) =>
  sql`case when ${sql.ref(`${alias}.id`)} is null then null else json_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)}) end`;

export const listApplications = handle<IntegrationsTables>()(contract.listApplications, async (context) => {
  const self = context.person().personId;
  const { rows } = await sql<Row>`
    select coalesce(a.id, o.application_id) as id, a.active, a.revision, a.definition, a.changed_at,
      ${named('p')} as proposer, ${named('v')} as approver, h.shown_at is not null as signed,
      (select count(*)::int from integrations.delivery d where d.application_id = a.id and d.state = 'dead') as dead,
      o.id as proposal_id, o.definition as wanted, o.reason, o.proposed_at, o.expires_at, ${named('w')} as wanted_by
    from integrations.application a
      full join (select * from integrations.proposal where outcome is null) o on o.application_id = a.id
      left join directory.published_person p on p.id = a.proposed_by
      left join directory.published_person v on v.id = a.approved_by
      left join directory.published_person w on w.id = o.proposed_by
      left join integrations.webhook h on h.application_id = a.id
    order by coalesce(a.active, true) desc, coalesce(a.definition, o.definition) ->> 'name', 1`.execute(context.db);
  const keys = await sql<Key>`
    select k.id, k.application_id, k.label, k.days, k.reason, k.prefix, k.outcome, k.ends_at, k.expires_at, k.stopped_at, k.last_used_at,
      k.last_used_from, ${named('p')} as asker, ${named('v')} as agreer
    from integrations.key k
      join directory.published_person p on p.id = k.asked_by
      left join directory.published_person v on v.id = k.decided_by
    where coalesce(k.outcome, 'agreed') = 'agreed' order by k.id desc`.execute(context.db);
  const deciding = (by: string) =>
    by === self ? (['withdraw'] as const).slice() : (['agree', 'refuse'] as const).slice();
  return {
    rows: rows.map((row) => {
      const wanted = row.proposal_id === null ? undefined : definition.parse(row.wanted);
      const standing = row.revision === null ? undefined : definition.parse(row.definition);
      return {
        applicationId: row.id,
        name: (standing ?? wanted)?.name ?? '',
        standing:
          standing && row.revision !== null && row.changed_at !== null && row.proposer
            ? {
                active: row.active ?? false,
                revision: row.revision,
                definition: standing,
                proposedBy: row.proposer,
                approvedBy: row.approver,
                changedAt: row.changed_at,
                signed: row.signed,
                dead: row.dead,
              }
            : null,
        proposal:
          wanted && row.proposal_id !== null && row.proposed_at !== null && row.wanted_by
            ? {
                proposalId: row.proposal_id,
                definition: wanted,
                reason: row.reason ?? '',
                at: row.proposed_at,
                expiresAt: row.expires_at,
                by: row.wanted_by,
                may: deciding(row.wanted_by.id),
              }
            : null,
        keys: keys.rows
          .filter((key) => key.application_id === row.id)
          .map((key) => keyRow(key, self, context.now, deciding)),
      };
    }),
  };
});

function keyRow(
  key: Key,
  self: string,
  now: Temporal.Instant,
  deciding: (by: string) => ('agree' | 'refuse' | 'withdraw')[],
): contract.KeyRow {
  const over = key.ends_at !== null && Temporal.Instant.compare(Temporal.Instant.from(key.ends_at), now) <= 0;
  const begun = key.prefix === null ? 'agreed' : over ? 'expired' : 'active';
  const state = key.outcome === null ? 'asked' : key.stopped_at === null ? begun : 'stopped';
  const may: Record<contract.KeyRow['state'], contract.KeyRow['may']> = {
    asked: deciding(key.asker.id),
    agreed: [...(key.asker.id === self ? (['fetch'] as const) : []), 'stop'],
    active: ['replace', 'stop'],
    expired: [],
    stopped: [],
  };
  return {
    keyId: key.id,
    label: key.label,
    state,
    prefix: key.prefix,
    days: key.days,
    endsAt: key.ends_at,
    expiresAt: state === 'asked' || state === 'agreed' ? key.expires_at : null,
    lastUsedAt: key.last_used_at,
    lastUsedFrom: key.last_used_from,
    askedBy: key.asker,
    agreedBy: key.agreer,
    reason: key.reason,
    may: may[state],
  };
}
