import { refuse } from '#kernel/contract/failure.ts';
import { viewFile } from '#modules/files/contract/operations.ts';
import type { Classification } from '#modules/messaging/contract/labels/label.ts';
import { readLabels } from '#modules/messaging/contract/labels/operations.ts';
import { maskingNeeded, statementNeeded } from '../contract/failures.ts';
import type { sharing } from '../contract/settings.ts';
import { maskText } from '../domain/mask-text.ts';
import type { Guarding } from './content-tables.ts';

interface Shared {
  readonly conversationId: string;
  readonly classification: Classification | undefined;
  readonly text: string;
  readonly fileIds: readonly string[];
  readonly isStated: boolean;
}

const countOf = (text: string) => Object.values(maskText(text).counts).reduce((all, count) => all + count, 0);

/**
 * Refuses what the company asks for before something of this classification is sent: files without nature and purpose, words and
 * documents with personal data in them. What a picture shows nobody reads here; of a document what was read after the upload.
 */
export async function checkSharing(
  context: Guarding,
  { statementFor, maskedFor }: typeof sharing.initial,
  shared: Shared,
): Promise<void> {
  if (context.actor.kind !== 'person') return;
  if (statementFor.length === 0 && maskedFor.length === 0) return;
  const { conversationId, text, fileIds } = shared;
  const label = shared.classification ?? (await context.read(readLabels, { conversationId })).byDefault;
  if (fileIds.length > 0 && !shared.isStated && statementFor.includes(label)) throw refuse(statementNeeded);
  if (!maskedFor.includes(label)) return;
  const inText = countOf(text);
  const files = [];
  for (const fileId of fileIds) {
    const { file, text: words } = await context.read(viewFile, { fileId });
    const found = countOf(words ?? '');
    if (found > 0) files.push({ fileId, name: file.name, found });
  }
  if (inText > 0 || files.length > 0) throw refuse(maskingNeeded, { inText, files });
}
