import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { GuardContext } from '#kernel/server/define-module.ts';
import { findHolders } from '#modules/access/contract/holders.ts';
import { previewRequest } from '#modules/approvals/contract/operations.ts';
import { isSecret } from '#modules/messaging/contract/labels/label.ts';
import { readCore, readOrdinary } from '#modules/messaging/contract/labels/permissions.ts';
import { notCleared, nothingToPublish } from '../contract/failures.ts';
import { publishingKind } from '../contract/publishing-kind.ts';
import { approvedText } from '../contract/shapes.ts';
import type { BulletinsTables } from './bulletins-tables.ts';

interface Asked {
  readonly form: Record<string, unknown>;
  readonly chosen?: Record<string, string[]> | undefined;
  readonly applicantId?: string | undefined;
}

/**
 * Refuses a form that leaves nothing to publish, before anybody is asked, and a secret that somebody would decide who isn't cleared
 * for it: what is read to be decided about is read.
 */
export async function checkPublishing(
  context: GuardContext<BulletinsTables>,
  { form, chosen, applicantId }: Asked,
): Promise<void> {
  const text = approvedText.safeParse(form);
  if (!text.success) throw refuse(nothingToPublish);
  const { classification } = text.data;
  if (!isSecret(classification)) return;
  const { personId } = context.person();
  const request = {
    kind: publishingKind.name,
    form,
    ...(chosen ? { chosen } : {}),
    ...(applicantId ? { applicantId } : {}),
  };
  const { steps } = await context.read(previewRequest, request);
  const needed = classification === 'core' ? [readCore] : [readCore, readOrdinary];
  const { answers } = await context.read(findHolders, {
    questions: needed.map(({ name: permission }) => ({
      key: permission,
      personId: applicantId ?? personId,
      rule: { kind: 'permission' as const, permission },
    })),
  });
  const cleared = new Set(answers.flatMap(({ personIds }) => personIds));
  const concerned = [
    personId,
    ...(applicantId ? [applicantId] : []),
    ...steps.flatMap(({ people }) => people.map(({ id }) => id)),
  ];
  const outside = [...new Set(concerned)].filter((id) => !cleared.has(id));
  if (outside.length === 0) return;
  const { rows } = await sql<{ names: string }>`
    select string_agg(name, '、' order by sort_key) as names from directory.published_person
    where id = any(${sql.val(outside)}::uuid[])`.execute(context.db);
  throw refuse(notCleared, { classification, names: rows[0]?.names ?? '' });
}
