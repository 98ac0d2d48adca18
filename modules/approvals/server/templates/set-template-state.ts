import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { templateChanged, templateInForce } from '../../contract/template-events.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { storeHead, type TemplateHead } from './template-heads.ts';

/** Takes a template out of use or back into it, and tells everybody, since it changes what may be asked for. */
export async function setTemplateState(
  context: CommandContext<ApprovalsTables>,
  head: TemplateHead,
  state: 'live' | 'retired',
  what: 'retired' | 'reinstated',
): Promise<{ revision: number }> {
  const { kind } = head;
  const { personId } = context.person();
  await storeHead(context, head);
  const at = context.now.toString();
  const { rows } = await sql<{ revision: number }>`
    update approvals.template set state = ${state}, revision = revision + 1, changed_at = ${at}::timestamptz
    where kind = ${kind} returning revision`.execute(context.db);
  context.about('template', kind);
  context.emit(templateChanged, { kind, what, employerId: null, by: personId });
  context.emit(templateInForce, { kind, version: head.version ?? 0, employerId: null, state, at, requestId: null });
  return { revision: rows[0]?.revision ?? head.revision };
}
