import { query } from '#kernel/contract/operation.ts';
import { planReorganisation } from '#modules/directory/contract/permissions.ts';
import { structureUseInput, structureUseOutput } from '#modules/directory/contract/structure-users.ts';

/** Asked by the directory before a post or department goes in a reorganisation. */
export const findStructureUses = query({
  name: 'approvals.findStructureUses',
  summary: {
    zh: '哪些审批流程和额度仍指向这些岗位或部门',
    en: 'Which flows and limits of authority name these posts or departments',
  },
  input: structureUseInput,
  output: structureUseOutput,
  access: planReorganisation,
});
