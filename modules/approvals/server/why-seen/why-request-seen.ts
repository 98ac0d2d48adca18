import { type RawBuilder, sql } from 'kysely';
import type { Words } from '#kernel/contract/words.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import type { SeenThing, SeenWay } from '#modules/directory/contract/why-seen.ts';
import { administer, expedite, keepArchive } from '../../contract/permissions.ts';
import * as contract from '../../contract/why-request-seen.ts';
import { requestView } from '../../domain/request-view.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { openedBy } from '../archive-search/granted.ts';
import { loadRecord, loadRequest } from '../load-request.ts';

interface Found {
  readonly id: string;
  readonly number: string;
  readonly applicant_id: string;
  readonly destroyed: boolean;
  readonly archived: boolean;
  readonly running: boolean;
  readonly parts: readonly { readonly part: Part; readonly since: string }[];
  readonly granted_until: string | null;
}
type Part = 'applicant' | 'submitter' | 'approver' | 'copied' | 'mentioned';

const partWords: Readonly<Record<Part, Words>> = {
  applicant: { zh: '申请人', en: 'The applicant' },
  submitter: { zh: '代为发起', en: 'Submitted it for the applicant' },
  approver: { zh: '审批或办理过', en: 'Was asked to approve or handle it' },
  copied: { zh: '抄送给本人', en: 'It was copied to them' },
  mentioned: { zh: '在意见中被点名', en: 'Named in an opinion' },
};

const expeditedLine: Words = {
  zh: '督办列表中的一行：在谁手里、多久、是否超时，不能打开',
  en: 'A line of the list of expediting: with whom, for how long, whether overdue; it can’t be opened',
};

/** As `loadRequest`, `loadForPaper` and `opened` decide. */
export const whyRequestSeen = handle<ApprovalsTables>()(contract.whyRequestSeen, async (context, input) => {
  requireSystem(context, managePeople);
  const { personId, ids, number } = input;
  const { rows } = await sql<Found>`
    select i.id, i.number, i.applicant_id, i.destruction_no is not null as destroyed, i.ended_at is null as running,
      exists (select from approvals.archive a where a.instance_id = i.id) as archived,
      (select coalesce(json_agg(json_build_object('part', p.part, 'since', ${instantOf(sql`p.since`)}) order by p.since), '[]')
       from approvals.participant p where p.instance_id = i.id and p.person_id = ${personId}::uuid) as parts,
      (select max(g.until_at) from approvals.archive_grant g where ${openedBy(personId, context.now)}) as granted_until
    from approvals.instance i
    where i.id = any(${sql.val(ids)}::uuid[]) or (${number} <> '' and i.number = ${number})
    order by i.id limit 20`.execute(context.db);
  const things: SeenThing[] = [];
  for (const found of rows) things.push(await tell(context, personId, found));
  return { things };
});

const instantOf = (column: RawBuilder<unknown>) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

async function tell(context: QueryContext<ApprovalsTables>, personId: string, found: Found): Promise<SeenThing> {
  const what = { zh: `审批单 ${found.number}`, en: `Request ${found.number}` };
  if (found.destroyed)
    return { what: { zh: `${what.zh}（内容已销毁）`, en: `${what.en} (its content was destroyed)` }, ways: [] };
  const of = found.applicant_id;
  const ways: SeenWay[] = [
    ...found.parts
      .filter(({ part }) => part !== 'approver')
      .map(({ part, since }) => ({ rule: partWords[part], since })),
    ...(found.parts.some(({ part }) => part === 'approver') ? await stepsOf(context, personId, found) : []),
    ...(found.granted_until === null
      ? []
      : [
          {
            rule: { zh: '已获批准的档案查询', en: 'An approved archive query' },
            until: found.granted_until,
          },
        ]),
    { rule: { ...administer.sentence }, permission: { name: administer.name, of } },
    ...(found.running ? [{ rule: expeditedLine, permission: { name: expedite.name, of } }] : []),
    ...(found.archived ? [{ rule: { ...keepArchive.sentence }, permission: { name: keepArchive.name, of } }] : []),
  ];
  return { what, ways };
}

/** At which steps the person was asked, or answered for somebody. */
async function stepsOf(context: QueryContext<ApprovalsTables>, personId: string, found: Found): Promise<SeenWay[]> {
  const request = await loadRequest(context, found.id);
  const view = requestView(await loadRecord(context, request), request.revision, true);
  const steps = (view?.steps ?? []).flatMap((step) => {
    const slot = step.slots.find((one) => one.personId === personId || one.by === personId);
    return slot
      ? [
          {
            rule: { zh: `步骤“${step.name.zh}”`, en: `The step “${step.name.en}”` },
            since: slot.askedAt ?? step.enteredAt ?? null,
          },
        ]
      : [];
  });
  const since = found.parts.find(({ part }) => part === 'approver')?.since ?? null;
  return steps.length > 0 ? steps : [{ rule: partWords.approver, since }];
}
