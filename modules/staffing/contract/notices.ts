import { z } from 'zod';
import { day, words } from '#kernel/contract/shapes.ts';
import { noticeKind } from '#modules/notifications/contract/notice-kind.ts';

export const successorNotice = noticeKind({
  code: 'staffing.successor',
  name: { zh: '请您接手离职人员的工作', en: 'You are to take over from a leaver' },
  title: { zh: '{leaver}将离职，请您接手：{what}', en: '{leaver} leaves; you are to take over: {what}' },
  body: { zh: '最后工作日 {day}，次日零点起归您。', en: 'Last day {day}; it is yours from midnight after it.' },
  facts: z.object({ leaver: z.string(), what: words, day: day() }),
  spell: ({ what, ...facts }, language) => ({ ...facts, what: what[language] }),
});

export const handedNotice = noticeKind({
  code: 'staffing.handed',
  name: { zh: '离职交接', en: 'Hand-over of a leaver' },
  title: { zh: '{leaver}已离职，以下事项已转到您名下：{what}', en: '{leaver} has left; now yours: {what}' },
  facts: z.object({
    leaver: z.string(),
    what: z.array(z.object({ title: words, count: z.int(), named: z.boolean() })),
  }),
  spell: ({ leaver, what }, language) => ({
    leaver,
    what: what.map(({ title, count, named }) =>
      language === 'zh'
        ? `${title.zh} ${count} 项${named ? '' : '（未指定接手人，默认归您）'}`
        : `${title.en}: ${count}${named ? '' : ' (nobody was named, yours by default)'}`,
    ),
  }),
});

export const handOverOpenNotice = noticeKind({
  code: 'staffing.handOverOpen',
  name: { zh: '离职交接未完成', en: 'A hand-over is open' },
  title: { zh: '{leaver}已离职，有 {count} 项没有交接成', en: '{leaver} has left; {count} lines weren’t handed over' },
  body: { zh: '请另选接手人。', en: 'Please choose somebody else.' },
  facts: z.object({ leaver: z.string(), count: z.int() }),
});

const ends = {
  probation: { zh: '试用期', en: 'probation' },
  contract: { zh: '合同', en: 'contract' },
} as const;

export const endingNotice = noticeKind({
  code: 'staffing.endingSoon',
  name: { zh: '试用期或合同到期', en: 'Probation or contract ends' },
  title: { zh: '{count} 人的{what}即将到期', en: 'Ends soon: the {what} of {count}' },
  body: { zh: '{names}', en: '{names}' },
  facts: z.object({ what: z.enum(['probation', 'contract']), count: z.int(), names: z.array(z.string()) }),
  spell: ({ what, ...facts }, language) => ({ ...facts, what: ends[what][language] }),
});

export const profileNotice = noticeKind({
  code: 'staffing.completeProfile',
  name: { zh: '请补全个人资料', en: 'Please complete your profile' },
  title: { zh: '请补全您的照片、手机、邮箱和岗位', en: 'Please complete your photo, phone, e-mail and post' },
  facts: z.object({}),
});

export const certifyNotice = noticeKind({
  code: 'staffing.certify',
  name: { zh: '用户名单核对', en: 'Certifying the list of users' },
  title: { zh: '请在 {day} 前核对{department}的用户名单', en: 'Please certify the users of {department} by {day}' },
  facts: z.object({ department: z.string(), day: day() }),
});

export const certifyDueNotice = noticeKind({
  code: 'staffing.certifyDue',
  name: { zh: '用户名单该核对了', en: 'The list of users is to be certified' },
  title: { zh: '距上次核对用户名单已满 {months} 个月', en: '{months} months since the users were last certified' },
  facts: z.object({ months: z.int() }),
});

export const certifyOpenNotice = noticeKind({
  code: 'staffing.certifyOpen',
  name: { zh: '用户名单核对到期', en: 'Certifying is overdue' },
  title: {
    zh: '用户名单核对今天到期，还有 {count} 个部门未确认',
    en: 'Certifying is due today; {count} departments are open',
  },
  facts: z.object({ count: z.int() }),
});

export const hrFileNotice = noticeKind({
  code: 'staffing.hrFile',
  name: { zh: '人事文件待核准', en: 'A file of the HR system waits' },
  title: {
    zh: '收到人事系统的文件，请核对差异后核准',
    en: 'A file of the HR system came in; look at it and approve it',
  },
  facts: z.object({}),
});

/** Nothing of it can be applied: what is wrong is put right there, and the file sent again. */
export const hrFileFaultyNotice = noticeKind({
  code: 'staffing.hrFileFaulty',
  name: { zh: '人事文件有误', en: 'A file of the HR system is wrong' },
  title: {
    zh: '人事系统的文件有误，没有采用：共 {errors} 处{place}',
    en: 'A file of the HR system is wrong and nothing of it was applied: {errors} errors{place}',
  },
  body: {
    zh: '请在人事系统中更正后重新导出；打开可逐行查看。',
    en: 'Put it right in the HR system and export it again; open this for each line.',
  },
  facts: z.object({ errors: z.int(), row: z.int().nullable(), column: z.string().nullable() }),
  spell: ({ errors, row, column }, language) => ({
    errors,
    place:
      row === null
        ? ''
        : language === 'zh'
          ? `，第一处在第 ${row} 行${column === null ? '' : ` ${column} 列`}`
          : `, the first in row ${row}${column === null ? '' : `, column ${column}`}`,
  }),
});

/** Everything that is handed over, where nobody was named for one line. */
export const everything = { zh: '全部事项', en: 'everything' };
