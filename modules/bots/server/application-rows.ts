import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { ProcessContract } from '#kernel/server/context.ts';
import { keyWrong } from '../contract/failures.ts';
import type { Command, Query } from './bots-tables.ts';
import { hashOf } from './keys.ts';
import { takeMinute } from './take-minute.ts';

/** What speaks as an application. */
export const speaking: ProcessContract = { name: 'bots.speak', permissions: [] };

/** An application that says something now. */
export interface Caller {
  readonly id: string;
  readonly name: string;
  readonly address: string | null;
}

/** What the files module calls an application. */
export const programOf = (applicationId: string): string => `bots.application:${applicationId}`;

/** The application that this key belongs to, as long as it is confirmed and on. */
export async function callerOf(context: Pick<Query | Command, 'db'>, key: string): Promise<Caller> {
  const { rows } = await sql<Caller>`
    select id, name, address from bots.application where key_hash = ${hashOf(key)} and state = 'active'`.execute(
    context.db,
  );
  const [caller] = rows;
  if (!caller) throw refuse(keyWrong);
  return caller;
}

/** The same; counts the call. */
export async function admitCaller(context: Command, key: string): Promise<Caller> {
  const caller = await callerOf(context, key);
  context.about('application', caller.id);
  await takeMinute(context, 'application', caller.id);
  return caller;
}
