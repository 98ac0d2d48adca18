import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/template-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { designableDepartments, shownHead, templateHeads } from '../templates/template-heads.ts';

/** All at once: a company has some hundreds of templates at most, and whoever governs them compares them. */
export const listTemplates = handle<ApprovalsTables>()(
  contract.listTemplates,
  async (context, { search, category, state }) => {
    const heads = await templateHeads(context);
    const wanted = search.trim().toLowerCase();
    const rows = heads.filter(
      (head) =>
        (category === undefined || (head.category ?? '') === category) &&
        (state === undefined || head.state === state) &&
        (wanted === '' ||
          [head.title.zh, head.title.en, head.kind].some((text) => text.toLowerCase().includes(wanted))),
    );
    const order = new Intl.Collator(['zh', 'en'], { numeric: true });
    return {
      rows: rows.map(shownHead).sort((one, other) => order.compare(one.title.zh, other.title.zh)),
      categories: [...new Set(heads.flatMap((head) => head.category ?? []))].sort(order.compare),
      may: (await designableDepartments(context)).length > 0 ? ['create' as const] : [],
    };
  },
);
