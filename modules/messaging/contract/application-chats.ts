import { z } from 'zod';
import { extensionPoint } from '#kernel/contract/extension-point.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command, type OperationContract, query } from '#kernel/contract/operation.ts';
import { id } from '#kernel/contract/shapes.ts';
import type { Words } from '#kernel/contract/words.ts';
import { cardUnfit, groupClosed } from './failures.ts';
import { groupName, messageBody, messageKind, messageText, seq } from './shapes.ts';

/** Most people whom an application writes to at once. */
export const mostReached = 5_000;

/** How an application stands to a person at this moment: it takes messages, takes none, is off, or isn't there for them any more. */
export const standing = z.enum(['takes', 'takesNothing', 'off', 'outOfSight']);
export type Standing = z.infer<typeof standing>;

const standingInput = z.object({ applicationId: id() });
const standingOutput = z.object({ standing });

/** What the module that keeps applications adds: how one stands to whoever asks. Of what it doesn't know it says `outOfSight`. */
export interface ApplicationStandings {
  readonly read: OperationContract<'query', typeof standingInput, typeof standingOutput>;
}

/** Where that module adds it; one does. */
export const applicationStandings = extensionPoint<ApplicationStandings>('messaging.applicationStandings');

/** Declares its query. */
export const standingQuery = (name: string, summary: Words) =>
  query({ name, summary, input: standingInput, output: standingOutput, access: 'signedIn' });

const application = { applicationId: id(), name: groupName() };

/** The caller has decided whom the application may write to. Whoever has left is passed over. */
export const postAsApplication = command({
  name: 'messaging.postAsApplication',
  summary: {
    zh: '应用在和各人的会话里说话（仅系统流程）',
    en: 'An application says something to each of these people; for processes of the program only',
  },
  access: 'signedIn',
  input: z.object({
    ...application,
    personIds: z.array(id()).min(1).max(mostReached),
    /** Of a card that a module declares (`cardKinds`). */
    kind: messageKind,
    body: messageBody,
  }),
  output: z.object({ posted: z.array(z.object({ personId: id(), conversationId: id(), seq: seq() })) }),
  failures: [notFound, cardUnfit],
});

/** As `postAsApplication`, and in groups too: a message of files, with copies of the program's uploads that are this message's alone. */
export const postFilesAsApplication = command({
  name: 'messaging.postFilesAsApplication',
  summary: {
    zh: '应用给各人和群发文件（仅系统流程）',
    en: 'An application sends files to people and groups; for processes of the program only',
  },
  access: 'signedIn',
  input: z.object({
    ...application,
    personIds: z.array(id()).max(mostReached),
    conversationIds: z.array(id()).max(20),
    /** Whose uploads they are, as the files module knows it. */
    program: z.string().min(1).max(100),
    fileIds: z.array(id()).min(1).max(20),
    text: messageText().optional(),
  }),
  output: z.object({ posted: z.int() }),
  failures: [notFound, groupClosed],
});

export const openApplicationChat = command({
  name: 'messaging.openApplicationChat',
  summary: {
    zh: '打开某人和应用的会话（仅系统流程）',
    en: 'Opens the conversation of a person with an application; for processes of the program only',
  },
  access: 'signedIn',
  input: z.object({ ...application, personId: id() }),
  output: z.object({ conversationId: id() }),
  failures: [notFound],
});

export const renameApplicationChats = command({
  name: 'messaging.renameApplicationChats',
  summary: {
    zh: '应用改名后更新它的会话（仅系统流程）',
    en: 'Gives the conversations of an application its new name; for processes of the program only',
  },
  access: 'signedIn',
  input: z.object(application),
  output: z.object({}),
  failures: [notFound],
});
