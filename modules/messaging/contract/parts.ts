import { part } from '#kernel/contract/part.ts';
import type { Facts } from '#kernel/contract/words.ts';

interface RefusedMessageProps {
  /** The failure's code, also of a module that messaging doesn't know. */
  readonly code: string;
  readonly facts: Facts;
  /** What was to be said: its words and files. */
  readonly text?: string;
  readonly fileIds?: readonly string[];
  /** Sends it once more: the same, or with this in place of what it had. */
  readonly onAgain: (changed?: ChangedSaying) => void;
}

/** What whoever says why something was refused can put in its place. */
export interface ChangedSaying {
  readonly text?: string;
  readonly fileIds?: readonly string[];
  readonly stated?: { readonly nature: string; readonly purpose: string };
}

/** A place: what a higher module, whose guard refused something said, has to say about it. Messaging shows the reason itself. */
export const refusedMessage = part<RefusedMessageProps>('messaging.refusedMessage');

/** Something to choose in a menu of messaging; the words are the reader's. */
interface OfferedChoice {
  readonly key: string;
  readonly label: string;
  readonly onPress: () => void;
}

/** What a module that governs groups says of the one on the screen. The server refuses by itself; this keeps screens from offering what would be refused. */
export interface Governing {
  /** Its rules hold here, and roles, guests, hand-over and dissolution go its ways. */
  readonly governed: boolean;
  /** What somebody is called in this group. */
  readonly nameIn: (personId: string, name: string) => string;
  readonly may: (what: 'addMembers' | 'rename' | 'leave' | 'silence' | 'removeMessage' | 'announce') => boolean;
  readonly mayRemove: (personId: string) => boolean;
  readonly onMember: (personId: string, name: string) => readonly OfferedChoice[];
  readonly onMessage: (seq: number) => readonly OfferedChoice[];
}

interface GroupCompanionProps {
  readonly conversationId: string;
  /** Called again whenever something of it has changed. */
  readonly onKnown: (governing: Governing) => void;
}

/** A place beside the chat of a group, drawn as long as it is open: who governs it says here what holds, and opens its own sheets. */
export const groupCompanion = part<GroupCompanionProps>('messaging.groupCompanion');

interface GroupPanelProps {
  readonly conversationId: string;
}

/** A place above the members of a group: who owns it, and where more of it stands. */
export const groupPanel = part<GroupPanelProps>('messaging.groupPanel');

interface GroupProgramsProps {
  readonly conversationId: string;
}

/** A place on the sheet of a group's members: which programs may speak here. */
export const groupPrograms = part<GroupProgramsProps>('messaging.groupPrograms');

interface ApplicationFaceProps {
  readonly applicationId: string;
  readonly name: string;
  /** In pixels. */
  readonly size: number;
}

/** A place for the picture of an application; without it its name stands there. */
export const applicationFace = part<ApplicationFaceProps>('messaging.applicationFace');

/** A place among the tools above the list of conversations: what else there is to talk to. */
export const conversationTools = part<object>('messaging.conversationTools');

export interface MessageCardProps {
  readonly conversationId: string;
  readonly seq: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The part that draws cards of a kind; its module offers it: `offerPart(messageCard('approvalCard'), …)`. */
export const messageCard = (kind: string) => part<MessageCardProps>(`messaging.card.${kind}`);
