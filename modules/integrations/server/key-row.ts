import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { Command } from './integrations-tables.ts';

export interface KeyTable {
  readonly id: string;
  readonly application_id: string;
  readonly days: number;
  readonly replaces: string | null;
  readonly overlap_hours: number;
  readonly asked_by: string;
  readonly outcome: 'agreed' | 'refused' | 'withdrawn' | 'expired' | 'lapsed' | null;
  readonly fetched_at: string | null;
  readonly stopped_at: string | null;
}

/** A key that was asked for, locked. */
export async function loadKey({ db }: Command, keyId: string): Promise<KeyTable> {
  const { rows } = await sql<KeyTable>`
    select id, application_id, days, replaces, overlap_hours, asked_by, outcome, fetched_at, stopped_at
    from integrations.key where id = ${keyId}::uuid for update`.execute(db);
  const [row] = rows;
  if (!row) throw refuse(notFound);
  return row;
}
