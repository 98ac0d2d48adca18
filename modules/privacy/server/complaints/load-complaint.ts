import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { Asking, Command } from '../privacy-tables.ts';
import { complaintRows, type StoredComplaint, standingOf } from './complaint-rows.ts';

/** A complaint that the signed-in person may see at this moment; refuses with `notFound` for any other. */
export async function loadComplaint(context: Asking, complaintId: string): Promise<StoredComplaint> {
  const standing = await standingOf(context);
  const { mine, toDecide, aboutUs } = standing;
  const seen = sql`c.id = ${complaintId}::uuid and (${mine} or ${toDecide} or ${aboutUs})`;
  const [stored] = await complaintRows(context, standing, seen, 1);
  if (!stored) throw refuse(notFound);
  return stored;
}

/** The same, and nobody else takes a step in it until this transaction ends. */
export async function lockComplaint(context: Command, complaintId: string): Promise<StoredComplaint> {
  await sql`select from privacy.complaint where id = ${complaintId}::uuid for update`.execute(context.db);
  return await loadComplaint(context, complaintId);
}
