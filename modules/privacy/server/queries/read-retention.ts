import { sql } from 'kysely';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { retentionPeriods, superviseRetention } from '#kernel/contract/retention.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/retention.ts';
import type { PrivacyTables } from '../privacy-tables.ts';
import { findHolds, heldFor } from '../retention/find-holds.ts';
import { retainedKinds } from '../retention/retained-kinds.ts';

type Read = OutputOf<typeof contract.readRetention>;

const stays = { zh: '暂不删除', en: 'It stays for now' };

export const readRetention = handle<PrivacyTables>()(contract.readRetention, async (context) => {
  const holds = await findHolds(context);
  const last = await sql<{ kind: string; at: string }>`
    select kind, max(at) as at from privacy.erasure group by kind`.execute(context.db);
  const kinds: Read['kinds'] = [];
  for (const kind of retainedKinds(context.contracts)) {
    const { name, title, hint, period, of, seenAt } = kind;
    const heldPersonIds = heldFor(holds, period);
    const { due, held } = of.review
      ? await context.read(of.review, { kind: name, heldPersonIds })
      : { due: 0, held: { count: 0, rows: [] } };
    kinds.push({
      ...{ name, module: { ...kind.module }, title: { ...title }, hint: { ...hint }, period, due, held: held.count },
      heldRows: held.rows.map(({ personId, label, why }) => {
        const hold = why === null ? holds.find((one) => one.personId === personId) : undefined;
        // A case or a complaint that somebody is concerned by isn't told to who only supervises retention.
        return { label: hold?.confidential ? '' : label, why: { ...(why ?? hold?.why ?? stays) } };
      }),
      seenAt: seenAt ?? null,
      lastErasedAt: last.rows.find((row) => row.kind === name)?.at ?? null,
    });
  }
  const placed = await sql<{
    id: string;
    person_id: string;
    person: string;
    reason: string;
    by_id: string;
    by: string;
    at: string;
  }>`
    select h.id, h.person_id, p.name as person, h.reason, h.placed_by as by_id, b.name as by, h.placed_at as at
    from privacy.hold h join directory.published_person p on p.id = h.person_id
    join directory.published_person b on b.id = h.placed_by
    where h.ended_at is null and ${context.within(superviseRetention, 'h.person_id')}
    order by h.placed_at desc, h.id desc limit 500`.execute(context.db);
  return {
    kinds,
    holds: placed.rows.map(({ id, person_id, person, reason, by_id, by, at }) => ({
      ...{ holdId: id, person: { id: person_id, name: person }, reason, by: { id: by_id, name: by }, at },
    })),
    periods: await context.setting(retentionPeriods),
  };
});
