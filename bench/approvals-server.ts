import { z } from 'zod';
import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { serverModule } from '#kernel/server/define-module.ts';
import { processKind, processKinds } from '#modules/approvals/contract/process-kind.ts';
import { composition, modules } from '#modules/index.ts';
import { startMeasuredProgram } from './measured-program.ts';

// The measured program, in a process of its own: the whole product without its subscribers, and two kinds of request more.
const asked = {
  kind: 'approve' as const,
  approvers: [{ kind: 'applicantChosen' as const }],
  empty: { kind: 'processAdministrator' as const },
  self: 'acts' as const,
};
const form = z.object({ what: z.string(), days: z.number() });
const start = { kind: 'start' as const, id: 'start', name: '申请' };
/** Five steps, one after the other, each with an approver of its own. */
const inTurn = processKind({
  name: 'bench.inTurn',
  title: { zh: '依次审批', en: 'In turn' },
  version: 1,
  form,
  fields: [
    { name: 'what', label: { zh: '事项', en: 'What' }, type: 'text' },
    { name: 'days', label: { zh: '天数', en: 'Days' }, type: 'number' },
  ],
  summary: ({ days }) => ({ zh: `${days} 天`, en: `${days} days` }),
  numberPrefix: 'BT',
  startPath: '/bench/new',
  copiesSeeAll: [],
  definition: {
    start,
    nodes: [1, 2, 3, 4, 5].map((n) => ({ ...asked, id: `n${n}`, name: `第 ${n} 步`, mode: { kind: 'all' as const } })),
  },
});
/** One step, with everybody asked at once. */
const atOnce = processKind({
  ...inTurn,
  name: 'bench.atOnce',
  numberPrefix: 'BA',
  definition: { start, nodes: [{ ...asked, id: 'n1', name: '会签', mode: { kind: 'all' } }] },
});
const bench = serverModule({
  contract: moduleContract({
    name: 'bench',
    title: { zh: '测量', en: 'Bench' },
    extensions: [extend(processKinds, inTurn), extend(processKinds, atOnce)],
  }),
  handlers: [],
});

const { program, owner, app, serve } = await startMeasuredProgram({
  ...composition,
  modules: [...modules, bench].map((module) => ({ ...module, subscribers: [] })),
});
// Whoever measures asks more than a person may.
Object.assign(program.kernel, { rateLimiter: { take: () => 0 } });
await serve({ owner, app });
