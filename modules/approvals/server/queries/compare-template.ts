import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/template-operations.ts';
import { compareContents } from '../../domain/template/compare-contents.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { contentOfSide } from '../templates/content-of-side.ts';
import { readableHead } from '../templates/template-heads.ts';

export const compareTemplate = handle<ApprovalsTables>()(contract.compareTemplate, async (context, input) => {
  const head = await readableHead(context, input.kind, input.employerId);
  const whose = input.employerId ?? null;
  const from = await contentOfSide(context, head, whose, input.from);
  const to = await contentOfSide(context, head, whose, input.to);
  return { from, to, changes: compareContents(from, to) };
});
