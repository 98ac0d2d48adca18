import { fileOwner } from '#modules/files/contract/file-owner.ts';
import { readMessage } from './content.ts';
import { labelOf } from './labels/label.ts';
import { readScheduled } from './scheduled.ts';

/** Ids of the files that a body names, those inside a merged forward too. */
export function fileIdsOf(body: Readonly<Record<string, unknown>>): readonly string[] {
  const own = Array.isArray(body.fileIds) ? (body.fileIds as string[]) : [];
  const items = Array.isArray(body.items) ? (body.items as { body: Record<string, unknown> }[]) : [];
  return [...own, ...items.flatMap((item) => fileIdsOf(item.body))];
}

const owned = {
  module: 'messaging',
  placeless: true as const,
  reads: readMessage,
  // A merged forward keeps the files of each of its messages apart: `<message>/<number>`.
  inputFor: (id: string) => ({ messageId: id.slice(0, 36) }),
  shows: ({ body }: { body: Record<string, unknown> }, fileId: string) => fileIdsOf(body).includes(fileId),
  // A core commercial secret is looked at, and doesn't leave (P5).
  viewOnly: ({ body }: { body: Record<string, unknown> }) => labelOf(body) === 'core',
};

/** Files of what is to be sent later: its author's alone. */
export const scheduledFiles = fileOwner({
  module: 'messaging',
  kind: 'scheduled',
  reads: readScheduled,
  inputFor: (id: string) => ({ scheduledId: id }),
  shows: ({ said }, fileId) => fileIdsOf({ ...said.content }).includes(fileId),
});

/** Files of messages: readable by the members, for as long as the message says them. */
export const messageFiles = fileOwner({ ...owned, kind: 'message' });
/** Those that must not be forwarded don't leave their audience in another way either. */
export const keptMessageFiles = fileOwner({ ...owned, kind: 'keptMessage', stays: true });
