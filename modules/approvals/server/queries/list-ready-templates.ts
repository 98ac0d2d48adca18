import { extensionsAt } from '#kernel/contract/extension-point.ts';
import { handle } from '#kernel/server/define-module.ts';
import { type ReadyTemplate, readyTemplates } from '../../contract/ready-template.ts';
import * as contract from '../../contract/template-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { designableDepartments } from '../templates/template-heads.ts';

export const listReadyTemplates = handle<ApprovalsTables>()(contract.listReadyTemplates, async (context) => ({
  rows: extensionsAt<ReadyTemplate>(readyTemplates, context.contracts).map(({ name, title, summary, category }) => ({
    name,
    title,
    summary,
    category,
  })),
  departments: await designableDepartments(context),
}));
