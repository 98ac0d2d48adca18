import type { OperationContract } from '#kernel/contract/operation.ts';
import type { Words } from '#kernel/contract/words.ts';
import { listMySignIns } from '#modules/access/contract/my-sign-ins.ts';
import { listMyOutsideAccounts } from '#modules/access/contract/outside-sign-in.ts';
import { listMyPasskeys } from '#modules/access/contract/passkeys.ts';
import { listMySessions } from '#modules/access/contract/sessions.ts';
import { listDrafts } from '#modules/approvals/contract/list-operations.ts';
import { listDone, listMine } from '#modules/approvals/contract/operations.ts';
import { listMyRequests } from '#modules/attendance/contract/operations.ts';
import { listMyCards } from '#modules/bots/contract/operations.ts';
import { listMyFindings } from '#modules/content/contract/operations.ts';
import { readPerson, readPersonHistory } from '#modules/directory/contract/people.ts';
import { listMyGroups } from '#modules/groups/contract/operations.ts';
import { readMyLeave } from '#modules/leave/contract/operations.ts';
import { listConversations } from '#modules/messaging/contract/conversations.ts';
import { listScheduled } from '#modules/messaging/contract/scheduled.ts';
import { searchMessages } from '#modules/messaging/contract/search.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';
import { listMyCases } from '#modules/policy/contract/cases.ts';
import { readLedger } from '#modules/policy/contract/ledger.ts';
import { listTransfers } from '#modules/transfers/contract/operations.ts';
import { listComplaints } from './complaints.ts';

/** One kind of what is recorded about a person: asked by the person, with the person's own rights. */
export interface OwnKind {
  readonly key: string;
  readonly name: Words;
  readonly query: OperationContract<'query'>;
  readonly input: (person: { readonly personId: string; readonly year: number }) => object;
}

const nothing = () => ({});

/** Everything that modules record about a person, as the person may read it. */
export const ownKinds: readonly OwnKind[] = [
  {
    key: 'person',
    name: { zh: '人事档案与联系方式', en: 'Person record and contacts' },
    query: readPerson,
    input: ({ personId }) => ({ personId }),
  },
  {
    key: 'history',
    name: { zh: '部门、岗位和上级的历史', en: 'History of departments, posts and supervisors' },
    query: readPersonHistory,
    input: ({ personId }) => ({ personId }),
  },
  { key: 'signIns', name: { zh: '登录记录', en: 'Sign-ins' }, query: listMySignIns, input: nothing },
  { key: 'sessions', name: { zh: '登录的设备', en: 'Signed-in devices' }, query: listMySessions, input: nothing },
  { key: 'passkeys', name: { zh: '通行密钥', en: 'Passkeys' }, query: listMyPasskeys, input: nothing },
  {
    key: 'outsideAccounts',
    name: { zh: '关联的外部帐号', en: 'Linked accounts' },
    query: listMyOutsideAccounts,
    input: nothing,
  },
  { key: 'requests', name: { zh: '我发起的审批', en: 'Requests that I submitted' }, query: listMine, input: nothing },
  { key: 'decided', name: { zh: '我处理过的审批', en: 'Requests that I decided' }, query: listDone, input: nothing },
  { key: 'drafts', name: { zh: '审批草稿', en: 'Drafts of requests' }, query: listDrafts, input: nothing },
  {
    key: 'leave',
    name: { zh: '今年的请假', en: 'Leave of this year' },
    query: readMyLeave,
    input: ({ year }) => ({ year }),
  },
  {
    key: 'attendance',
    name: { zh: '今年的加班、出差、外出和打卡申请', en: 'Overtime, trips, outings and punches of this year' },
    query: listMyRequests,
    input: ({ year }) => ({ year }),
  },
  { key: 'cases', name: { zh: '制度个案', en: 'Cases under rulebooks' }, query: listMyCases, input: nothing },
  {
    key: 'complaints',
    name: { zh: '个人信息投诉', en: 'Complaints about personal data' },
    query: listComplaints,
    input: nothing,
  },
  { key: 'points', name: { zh: '积分台账', en: 'Ledger of points' }, query: readLedger, input: nothing },
  {
    key: 'findings',
    name: { zh: '内容规则对我的消息的命中', en: 'Findings of content rules in my messages' },
    query: listMyFindings,
    input: nothing,
  },
  {
    key: 'conversations',
    name: { zh: '我参加的会话', en: 'My conversations' },
    query: listConversations,
    input: nothing,
  },
  {
    key: 'groups',
    name: { zh: '我参加的受管群', en: 'Governed groups that I am in' },
    query: listMyGroups,
    input: nothing,
  },
  {
    key: 'messages',
    name: { zh: '我发出的消息', en: 'Messages that I sent' },
    query: searchMessages,
    input: ({ personId }) => ({ senderId: personId }),
  },
  { key: 'scheduled', name: { zh: '定时消息', en: 'Messages to be sent later' }, query: listScheduled, input: nothing },
  { key: 'notices', name: { zh: '给我的提醒', en: 'Notifications to me' }, query: listNotices, input: nothing },
  { key: 'cards', name: { zh: '给我的卡片', en: 'Cards to me' }, query: listMyCards, input: nothing },
  {
    key: 'transfers',
    name: { zh: '涉密资料传递', en: 'Transfers of classified material' },
    query: listTransfers,
    input: () => ({ whose: 'toMe' }),
  },
  {
    key: 'myTransfers',
    name: { zh: '我传出的涉密资料', en: 'Classified material that I transferred' },
    query: listTransfers,
    input: () => ({ whose: 'byMe' }),
  },
];
