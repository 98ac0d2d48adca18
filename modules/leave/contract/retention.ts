import { eraseCommand, type ModuleRetention, reviewQuery } from '#kernel/contract/retention.ts';

export const reviewLeave = reviewQuery('leave.reviewLeave', {
  zh: '离职人员的请假台账：到期和冻结的数量',
  en: 'Leavers’ ledger of leave: how much is due and held',
});

export const eraseLeave = eraseCommand('leave.eraseLeave', {
  zh: '删除离职人员到期的请假台账（仅系统）',
  en: 'Erases leavers’ ledger of leave when its time is over (the system only)',
});

/** Wage and attendance records are kept two years at least; so is what was taken of leave (Z18). */
export const leaveRetention: ModuleRetention = {
  kinds: [
    {
      name: 'leave.ledger',
      title: { zh: '离职人员的请假台账', en: 'Leavers’ ledger of leave' },
      hint: {
        zh: '已休的天数、种类、起止和理由全部删除；审批单按其档案期限另行销毁。',
        en: 'Days taken, kinds, dates and reasons go; the requests are destroyed by the period of their archive.',
      },
      period: 'employment+2y',
    },
  ],
  review: reviewLeave,
  erase: eraseLeave,
};
