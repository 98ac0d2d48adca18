import { extensionsAt } from '#kernel/contract/extension-point.ts';
import { type Refusal, refuse } from '#kernel/contract/failure.ts';
import type { CommandContext, DecideContext, QueryContext } from '#kernel/server/context.ts';
import { applicationStandings, type Standing } from '../contract/application-chats.ts';
import { applicationWrittenTo } from '../contract/events.ts';
import {
  applicationCannotRead,
  applicationOff,
  applicationOutOfSight,
  applicationTakesNothing,
  notWithApplication,
} from '../contract/failures.ts';
import { requireOpenFiles } from './labels/require-open-files.ts';
import { loadMembership } from './member-table.ts';
import type { MessagingTables } from './messaging-tables.ts';
import type { Said } from './post-message.ts';

/** What goes to a program: not what was spoken, nor what others said elsewhere, who aren't asked. */
const readable: ReadonlySet<string> = new Set(['text', 'file', 'contact', 'location', 'sticker']);

const refusals: Readonly<Record<Exclude<Standing, 'takes'>, () => Refusal>> = {
  takesNothing: () => refuse(applicationTakesNothing),
  off: () => refuse(applicationOff),
  outOfSight: () => refuse(applicationOutOfSight),
};

/** How an application stands to whoever acts, as the module that keeps it says now; without that module it is off. */
export async function standingOf(
  context: Pick<QueryContext<MessagingTables>, 'contracts' | 'read'>,
  applicationId: string,
): Promise<Standing> {
  const [keeper] = extensionsAt(applicationStandings, context.contracts);
  return keeper ? (await context.read(keeper.read, { applicationId })).standing : 'off';
}

/** Refuses what can't be sent to an application at this moment: nothing at all, or not this kind of message. */
export async function requireTaken(
  context: Pick<QueryContext<MessagingTables>, 'contracts' | 'read'>,
  applicationId: string,
  kind: string,
): Promise<void> {
  const standing = await standingOf(context, applicationId);
  if (standing !== 'takes') throw refusals[standing]();
  if (!readable.has(kind)) throw refuse(applicationCannotRead);
}

/** The same for a message being typed; also what makes sense among people only. A stranger learns nothing of the conversation. */
export async function requireSayable(
  context: Pick<DecideContext<MessagingTables>, 'db' | 'contracts' | 'read'>,
  applicationId: string,
  said: Said,
): Promise<void> {
  const { conversationId, senderId, content, mentions, urgent, answerBy } = said;
  await loadMembership(context.db, conversationId, senderId);
  const calls = mentions && (mentions.all || mentions.personIds.length > 0);
  if (calls || urgent || answerBy !== undefined) throw refuse(notWithApplication);
  await requireTaken(context, applicationId, content?.kind ?? 'text');
}

/** Hands a message over to its application, once its files are attached; refuses files that only some read. */
export async function handToApplication(
  context: Pick<CommandContext<MessagingTables>, 'db' | 'emit'>,
  applicationId: string,
  written: {
    readonly conversationId: string;
    readonly senderId: string;
    readonly messageId: string;
    readonly seq: number;
    readonly at: string;
  },
): Promise<void> {
  const { senderId: personId, conversationId, messageId, seq, at } = written;
  await requireOpenFiles(context.db, messageId);
  context.emit(applicationWrittenTo, { applicationId, conversationId, personId, messageId, seq, at });
}
