import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { readDigests } from '#modules/files/contract/operations.ts';
import type { GivenOpinion, Opinion } from '../contract/instance.ts';

/**
 * An opinion as it goes on record: its files with what they hold, so that whoever signs the one commits to the other. Only own
 * uploads come with an opinion; anything else isn't there.
 */
export async function statedOpinion(
  context: Pick<QueryContext<never>, 'read'>,
  given: GivenOpinion | undefined,
): Promise<Opinion | undefined> {
  if (!given) return undefined;
  const { files = [], ...said } = given;
  const fileIds = [...new Set(files)];
  if (fileIds.length === 0) return said;
  const { rows } = await context.read(readDigests, { fileIds });
  if (rows.length < fileIds.length) throw refuse(notFound);
  return { ...said, files: rows };
}
