import type { Words } from '#kernel/contract/words.ts';

/** What stands on the printed form beside what people wrote. */
export const printWords = {
  heading: { zh: '{title}审批单', en: '{title}: approval' },
  number: { zh: '编号：{number}', en: 'No. {number}' },
  employer: { zh: '用人单位', en: 'Employer' },
  revocationAsked: { zh: '申请撤销', en: 'Revocation asked for' },
  revocationDropped: { zh: '撤销未成', en: 'Revocation dropped' },
  applicant: { zh: '申请人', en: 'Applicant' },
  unit: { zh: '所在部门', en: 'Department' },
  submitter: { zh: '代为提交', en: 'Submitted by' },
  submittedAt: { zh: '申请时间', en: 'Submitted' },
  status: { zh: '结果', en: 'Outcome' },
  content: { zh: '申请内容', en: 'Content' },
  hidden: {
    zh: '（仅审批人和有权的人可见，此处未打印）',
    en: '(not printed: only approvers and those entitled see it)',
  },
  empty: { zh: '（未填）', en: '(empty)' },
  opinions: { zh: '审批意见', en: 'Opinions' },
  noOpinions: { zh: '还没有审批意见。', en: 'No opinion has been given yet.' },
  outcomes: { zh: '落实意见', en: 'What came of it' },
  whole: { zh: '整件', en: 'The whole' },
  cancelled: { zh: '（已作废）', en: ' (void)' },
  colon: { zh: '：', en: ': ' },
  executor: { zh: '承办人', en: 'Carried out by' },
  manner: { zh: '方式', en: 'How' },
  deadline: { zh: '期限', en: 'By' },
  byDeputy: { zh: '{by}（代{name}）', en: '{by} (for {name})' },
  copied: { zh: '抄送：{names}', en: 'Copies to: {names}' },
  comma: { zh: '、', en: ', ' },
  comments: { zh: '评论', en: 'Comments' },
  sized: { zh: '{name}（{size}）', en: '{name} ({size})' },
  attachments: { zh: '附件', en: 'Attachments' },
  seen: { zh: '所见内容摘要 {digest}', en: 'digest of what was seen {digest}' },
  verify: { zh: '验证码', en: 'Code' },
  verifyAt: { zh: '扫码或打开 {address} 核验', en: 'Scan, or open {address}' },
  verifyBy: { zh: '在系统的“核验”页输入验证码', en: 'Type the code on the page “Verify”' },
  page: { zh: '第 {page} 页 / 共 {pages} 页', en: 'Page {page} of {pages}' },
  continued: { zh: '（续）', en: ' (continued)' },
  printed: { zh: '{name}打印于{time}', en: 'Printed by {name}, {time}' },
  archived: { zh: '归档于{time}', en: 'Archived {time}' },
  missingGlyph: { zh: '〓：字体中没有的字，原文见数据文件', en: '〓: a character that the font lacks; see the data' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  days: { zh: '{count} 天', en: '{count} d' },
  morning: { zh: '{day} 上午', en: '{day}, morning' },
  afternoon: { zh: '{day} 下午', en: '{day}, afternoon' },
  someone: { zh: '某位同事', en: 'a colleague' },
  system: { zh: '系统', en: 'the system' },
  row: { zh: '序号', en: 'No.' },
  sum: { zh: '合计', en: 'Sum' },
  drawn: { zh: '（手绘签名，不作为证明）', en: '(drawn by hand, proves nothing)' },
} as const satisfies Record<string, Words>;

export const statusWords: Readonly<Record<string, Words>> = {
  running: { zh: '审批中', en: 'running' },
  returned: { zh: '已退回', en: 'returned' },
  approved: { zh: '已通过', en: 'approved' },
  rejected: { zh: '已拒绝', en: 'rejected' },
  withdrawn: { zh: '已撤销', en: 'withdrawn' },
  terminated: { zh: '已终止', en: 'terminated' },
  revoked: { zh: '通过后撤销', en: 'revoked after approval' },
};

export const answerWords: Readonly<Record<string, Words>> = {
  approved: { zh: '同意', en: 'Approved' },
  rejected: { zh: '拒绝', en: 'Rejected' },
  handled: { zh: '已办理', en: 'Handled' },
  returned: { zh: '退回', en: 'Returned' },
  resubmitted: { zh: '修改后重新提交', en: 'Changed and submitted again' },
  passedUp: { zh: '转批', en: 'Passed up' },
  'lapsed.approved': { zh: '逾期未答，按流程视为同意', en: 'No answer in time: counts as approved by the flow' },
  'lapsed.rejected': { zh: '逾期未答，按流程视为拒绝', en: 'No answer in time: counts as rejected by the flow' },
  'lapsed.handled': { zh: '逾期未答，按流程视为已办理', en: 'No answer in time: counts as handled by the flow' },
};

/** How somebody was signed in when he answered. */
export const signedInWords: Readonly<Record<string, Words>> = {
  password: { zh: '密码登录', en: 'signed in by password' },
  secondFactor: { zh: '密码和第二因素登录', en: 'signed in with a second factor' },
  passkey: { zh: '通行密钥登录', en: 'signed in by passkey' },
};

/** What he proved for this very decision, beyond being signed in. */
export const strengthWords: Readonly<Record<string, Words>> = {
  fresh: { zh: '当场再次确认身份', en: 'confirmed anew' },
  passkey: { zh: '本人通行密钥签名', en: 'signed with the person’s own passkey' },
};

/** Words of the fixed choices that parts of a field have. */
export const codeWords: Readonly<Record<string, Words>> = {
  morning: { zh: '上午', en: 'morning' },
  afternoon: { zh: '下午', en: 'afternoon' },
  plane: { zh: '飞机', en: 'plane' },
  train: { zh: '火车', en: 'train' },
  coach: { zh: '长途汽车', en: 'coach' },
  car: { zh: '汽车', en: 'car' },
  ship: { zh: '轮船', en: 'ship' },
  other: { zh: '其他', en: 'other' },
  pay: { zh: '加班费', en: 'overtime pay' },
  timeOff: { zh: '调休', en: 'time off in lieu' },
  in: { zh: '上班', en: 'in' },
  out: { zh: '下班', en: 'out' },
  fullyDigital: { zh: '数电票', en: 'fully digital invoice' },
  vatSpecial: { zh: '增值税专用发票', en: 'special VAT invoice' },
  vatOrdinary: { zh: '增值税普通发票', en: 'ordinary VAT invoice' },
  rail: { zh: '铁路车票', en: 'rail ticket' },
  air: { zh: '航空行程单', en: 'air itinerary' },
  toll: { zh: '通行费', en: 'toll' },
  taxi: { zh: '出租车票', en: 'taxi receipt' },
  fixedAmount: { zh: '定额发票', en: 'fixed-amount invoice' },
};
