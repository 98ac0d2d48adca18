import { sql } from 'kysely';
import { z } from 'zod';
import { refuse } from '#kernel/contract/failure.ts';
import { id } from '#kernel/contract/shapes.ts';
import type { DecideContext, QueryContext } from '#kernel/server/context.ts';
import { type ReadAhead, readAhead, togetherReader } from '#kernel/server/together/together-reader.ts';
import { findHolders } from '#modules/access/contract/holders.ts';
import { notCleared } from '../../contract/labels/failures.ts';
import { type Classification, isSecret } from '../../contract/labels/label.ts';
import { readCore, readOrdinary } from '../../contract/labels/permissions.ts';
import { leads, loadMembership, memberIdsOf } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';

/** Up to which rank of `messaging.rank` somebody reads: 1 all but secrets, 2 ordinary ones too, 3 everything. */
export const clearanceOf = (context: Pick<QueryContext<MessagingTables>, 'may'>): number =>
  context.may(readCore) ? 3 : context.may(readOrdinary) ? 2 : 1;

/** Refuses unless every member is cleared for what this person is about to say: before it is delivered to anybody. */
export async function requireCleared(
  context: Pick<DecideContext<MessagingTables>, 'db' | 'read'>,
  conversationId: string,
  senderId: string,
  classification: Classification,
): Promise<void> {
  if (!isSecret(classification)) return;
  const member = await loadMembership(context.db, conversationId, senderId);
  // A program isn't cleared for anything.
  if (member.kind === 'application') throw refuse(notCleared, { count: 1, classification, personIds: [] });
  const question = (key: string, permission: string) => ({
    key,
    personId: senderId,
    rule: { kind: 'permission' as const, permission },
  });
  // Whoever is cleared for core secrets is cleared for ordinary ones.
  const questions = [
    question('core', readCore.name),
    ...(classification === 'ordinary' ? [question('ordinary', readOrdinary.name)] : []),
  ];
  const { answers } = await context.read(findHolders, { questions });
  const cleared = new Set(answers.flatMap(({ personIds }) => personIds));
  const outside = (await memberIdsOf(context.db, conversationId)).filter((personId) => !cleared.has(personId));
  if (outside.length === 0) return;
  const named = member.kind === 'direct' || leads(member);
  throw refuse(notCleared, { count: outside.length, classification, personIds: named ? outside.slice(0, 50) : [] });
}

interface SaidWhere {
  readonly classification: Classification;
  /** Of a conversation with an application. */
  readonly application_id: string | null;
}

const places = togetherReader<string, SaidWhere>({
  name: 'messaging.saidWhere',
  run: async (db, conversationIds) => {
    const { rows } = await sql<SaidWhere & { id: string }>`
      select id, classification, application_id from messaging.conversation
      where id = any(${sql.val([...new Set(conversationIds)])}::uuid[])`.execute(db);
    const known = new Map(rows.map((row) => [row.id, row]));
    return conversationIds.map((id) => known.get(id) ?? { classification: 'internal', application_id: null });
  },
});

/** Where something is about to be said; who send at the same moment ask together. */
export const saidWhere = (
  context: Pick<DecideContext<MessagingTables>, 'readTogether'>,
  conversationId: string,
): Promise<SaidWhere> => context.readTogether(places, conversationId);

/** What messages of a conversation are by default. */
export const defaultLabel = async (
  context: Pick<DecideContext<MessagingTables>, 'readTogether'>,
  conversationId: string,
): Promise<Classification> => (await saidWhere(context, conversationId)).classification;

const addressed = z.object({ conversationId: id(), clientId: id() });

/** What `defaultLabel` reads for a message that an input sends, to be read before it is known who asks. */
export const labelAhead = (input: unknown): ReadAhead | undefined => {
  const { data } = addressed.safeParse(input);
  return data && readAhead(data.clientId, places, data.conversationId);
};
