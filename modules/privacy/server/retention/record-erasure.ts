import { sql } from 'kysely';
import type { PersonalMark } from '#kernel/contract/personal.ts';
import { dataErased } from '../../contract/events.ts';
import type { Command } from '../privacy-tables.ts';

/** An act of erasing, as it is kept for ever. It names no person and nothing of what it was. */
interface Erasure {
  readonly kind: string;
  readonly period: PersonalMark['retention'];
  readonly employerId: string | null;
  readonly count: number;
  /** Sealed contents that went with it. */
  readonly evidence: number;
  readonly destruction: string | null;
}

/** Records an act of erasing in its own transaction: as a row, in the chain of evidence under a key that is never destroyed, and to supervisors. */
export async function recordErasure(context: Command, erasure: Erasure): Promise<void> {
  const { kind, period, employerId, count, evidence, destruction } = erasure;
  const id = context.newId();
  const at = context.now.toString();
  await sql`insert into privacy.erasure (id, day, kind, period, employer_id, count, evidence, destruction, at)
    values (${id}, (select (${at}::timestamptz at time zone coalesce(
        (select time_zone from directory.published_employer where id = ${employerId}::uuid), 'Asia/Shanghai'))::date),
      ${kind}, ${period}, ${employerId}, ${count}, ${evidence}, ${destruction}, ${at})`.execute(context.db);
  context.record(
    await context.prepareEvidence({
      ...{
        id: context.newId(),
        chain: 'retention',
        kind: 'privacy.erased',
        at: context.now,
        keyScope: 'privacy.erasures',
      },
      record: { kind, period, employerId, count, evidence, destruction },
    }),
  );
  context.emit(dataErased, { kind, employerId, count, destruction });
}
