import { sql } from 'kysely';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import { Erased } from '#kernel/server/retention-erased.ts';
import { personChanged } from '../../contract/events.ts';
import * as contract from '../../contract/retention.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { loadPeople, updatePeople } from '../person-table.ts';
import { erasedColumns, leaversDue } from './leavers-due.ts';

/** Takes the fields of a kind from leavers, their search words with them. An id stub with name and account stays (D6). */
export const eraseLeavers = handle<DirectoryViews>()(
  contract.eraseLeavers,
  async (context, { kind: asked, most, heldPersonIds }) => {
    requireSystem(context, superviseRetention);
    const { db } = context;
    const { kind, due, handingOver } = await leaversDue(context, asked);
    const { rows } = await sql<{ id: string }>`
    select p.id from directory.person p
    where ${due} and not ${handingOver} and p.id <> all(${sql.val(heldPersonIds)}::uuid[])
    order by p.id limit ${most} for update skip locked`.execute(db);
    const ids = rows.map(({ id }) => id);
    const people = [...(await loadPeople(db, ids)).values()];
    const nothing = Object.fromEntries(erasedColumns[kind].map((column) => [column, null]));
    await updatePeople(
      db,
      people.map((person) => ({ ...person, ...nothing })),
    );
    if (kind === 'directory.records') {
      await sql`update directory.person_record set job_title = null where person_id = any(${sql.val(ids)}::uuid[])`.execute(
        db,
      );
      await sql`update directory.planned_change set change = '{}'
      where person_id = any(${sql.val(ids)}::uuid[]) and state in ('done', 'failed', 'withdrawn')`.execute(db);
    }
    const fields = erasedColumns[kind].map((column) => column.replace(/_(.)/g, (_, letter) => letter.toUpperCase()));
    const erased = new Erased(most);
    for (const person of people) {
      if (kind === 'directory.contacts' && person.photo !== null) await context.loseBlob(person.photo);
      context.emit(personChanged, { personId: person.id, fields });
      erased.add(person.employer_id);
    }
    return erased.answer();
  },
);
