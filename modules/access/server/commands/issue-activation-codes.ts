import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/activation.ts';
import { activationCodesIssued } from '../../contract/events.ts';
import { nobodyToActivate, strongerThanYou } from '../../contract/failures.ts';
import { activatePeople } from '../../contract/permissions.ts';
import { activationDays } from '../../contract/settings.ts';
import { readCode, writeCode } from '../../domain/activation-code.ts';
import type { AccessTables } from '../access-tables.ts';
import { codeHash } from '../activation-codes.ts';
import { strongerThanActor } from '../stronger-than-actor.ts';

export const issueActivationCodes = handle<AccessTables>()(contract.issueActivationCodes, async (context, input) => {
  const { db } = context;
  const { who } = input;
  const now = context.now.toString();
  const self = context.actor.kind === 'person' ? context.actor.personId : null;
  // Two who give codes to the same people at once: one after the other, so that the later codes hold.
  await sql`select pg_advisory_xact_lock(hashtextextended('access.issueActivationCodes', 0))`.execute(db);
  const missing = sql`not exists (select from access.credential c where c.person_id = p.id)`;
  const chosen = {
    people: () => sql`p.id = any(${sql.val('personIds' in who ? who.personIds : [])}::uuid[])`,
    department: () => sql`${missing} and exists (select from directory.published_membership m
      join directory.published_department_tree t on t.descendant_id = m.department_id
      where m.person_id = p.id and t.ancestor_id = ${'departmentId' in who ? who.departmentId : null}::uuid)`,
    employer: () => sql`${missing} and p.employer_id = ${'employerId' in who ? who.employerId : null}::uuid`,
    all: () => missing,
  }[who.kind]();
  const { rows } = await sql<{
    id: string;
    name: string;
    account: string;
    employer: string;
    department: string | null;
  }>`
    select p.id, p.name, p.account, e.name as employer, d.name as department
    from directory.published_person p
    join directory.published_employer e on e.id = p.employer_id
    left join directory.published_department d on d.id = p.main_department_id
    where p.active and p.id is distinct from ${self}::uuid and ${context.within(activatePeople, 'p.id')} and ${chosen}
      ${
        input.onlyWithoutCode
          ? sql`and not exists (select from access.activation_code k where k.person_id = p.id and k.used_at is null
              and k.voided_at is null and k.expires_at > ${now}::timestamptz)`
          : sql``
      }
    order by e.name, d.name, p.sort_key, p.id`.execute(db);
  if (who.kind === 'people' && !input.onlyWithoutCode) {
    const asked = new Set(who.personIds);
    if (self) asked.delete(self);
    if (rows.length < asked.size) throw refuse(notFound);
  }
  const stronger = await strongerThanActor(
    context,
    rows.map((row) => row.id),
  );
  if (who.kind === 'people' && stronger.size > 0) {
    const names = rows.filter((row) => stronger.has(row.id)).map((row) => row.name);
    throw refuse(strongerThanYou, { names });
  }
  const all = rows.filter((row) => !stronger.has(row.id));
  const people = all.slice(0, contract.mostCodes);
  if (people.length === 0) throw refuse(nobodyToActivate);

  const expiresAt = context.now.add({ hours: 24 * (await context.setting(activationDays)) }).toString();
  const batchId = context.newId();
  const codes = people.map((person) => ({ person, code: writeCode(randomBytes(16)) }));
  const personIds = people.map((person) => person.id);
  await db
    .updateTable('access.activation_code')
    .set({ voided_at: now })
    .where('person_id', 'in', personIds)
    .where('used_at', 'is', null)
    .where('voided_at', 'is', null)
    .execute();
  await db
    .insertInto('access.activation_batch')
    .values({ id: batchId, made_at: now, made_by: self, delivery: input.delivery, expires_at: expiresAt })
    .execute();
  await sql`
    insert into access.activation_code (code_hash, batch_id, person_id, expires_at)
    select w.hash, ${batchId}::uuid, w.person, ${expiresAt}::timestamptz
    from unnest(${sql.val(codes.map(({ code }) => codeHash(readCode(code) ?? '')))}::bytea[],
      ${sql.val(personIds)}::uuid[]) as w(hash, person)`.execute(db);
  context.about('activationBatch', batchId);
  if (people.length <= 50) for (const id of personIds) context.about('person', id);
  context.emit(activationCodesIssued, { batchId, people: people.length });
  return {
    batchId,
    expiresAt,
    codes: codes.map(({ person: { id, name, account, employer, department }, code }) => ({
      personId: id,
      name,
      account,
      employer,
      department,
      code,
    })),
    more: all.length - people.length,
  };
});
