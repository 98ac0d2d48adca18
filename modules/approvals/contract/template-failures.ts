import { z } from 'zod';
import { failure } from '#kernel/contract/failure.ts';
import { id, instant } from '#kernel/contract/shapes.ts';
import { templateChange, templateProblem } from './template.ts';

/** Everything that is refused about templates. */
export const templateFailures = {
  draftOutdated: failure({
    code: 'approvals.draftOutdated',
    status: 409,
    words: {
      zh: '{byName} 在你之后保存过这份草稿，请先看看差别；你写的内容没有丢',
      en: '{byName} has saved this draft after you opened it. Look at the differences first; nothing that you typed is lost',
    },
    /** `changes`: from what is saved now to what was sent. */
    facts: z.object({
      revision: z.int(),
      byName: z.string(),
      at: instant(),
      changes: z.array(templateChange),
    }),
  }),
  noDraft: failure({
    code: 'approvals.noDraft',
    status: 409,
    words: { zh: '这个模板没有草稿', en: 'This template has no draft' },
  }),
  draftHasProblems: failure({
    code: 'approvals.draftHasProblems',
    status: 422,
    words: {
      zh: '草稿有 {count} 个问题，修正后才能申请发布',
      en: 'The draft has {count} problems; mend them before asking for it to be published',
    },
    facts: z.object({ count: z.int(), problems: z.array(templateProblem) }),
  }),
  nothingChanged: failure({
    code: 'approvals.nothingChanged',
    status: 409,
    words: { zh: '草稿和现行版本没有差别', en: 'The draft says the same as the version in force' },
  }),
  publicationOpen: failure({
    code: 'approvals.publicationOpen',
    status: 409,
    words: { zh: '这个模板已经在申请发布', en: 'This template is already being asked for' },
    facts: z.object({ requestId: id() }),
  }),
  onlyByPublishing: failure({
    code: 'approvals.onlyByPublishing',
    status: 422,
    words: {
      zh: '表单/流程变更只能从模板页面申请',
      en: 'A change of a form or flow is asked for from its template',
    },
  }),
  effectiveInPast: failure({
    code: 'approvals.effectiveInPast',
    status: 422,
    words: { zh: '生效日期不能早于今天', en: 'It cannot take effect before today' },
  }),
  templateNotLive: failure({
    code: 'approvals.templateNotLive',
    status: 409,
    words: { zh: '这种审批现在不能发起', en: 'This kind of request cannot be begun now' },
  }),
  notAStarter: failure({
    code: 'approvals.notAStarter',
    status: 403,
    words: { zh: '你不在可以发起这种审批的范围内', en: 'You are not among those who may begin this kind of request' },
  }),
  alreadyRetired: failure({
    code: 'approvals.alreadyRetired',
    status: 409,
    words: { zh: '这个模板已经停用', en: 'This template is retired already' },
  }),
  notRetired: failure({
    code: 'approvals.notRetired',
    status: 409,
    words: { zh: '这个模板没有停用', en: 'This template is not retired' },
  }),
  templateChanged: failure({
    code: 'approvals.templateChangedMeanwhile',
    status: 409,
    words: { zh: '别人刚刚改过这个模板，请重新查看', en: 'Somebody has just changed this template; look at it again' },
    facts: z.object({ revision: z.int() }),
  }),
  notADesignedForm: failure({
    code: 'approvals.notADesignedForm',
    status: 422,
    words: {
      zh: '这种审批的表单是程序自带的，只能改流程和设置',
      en: 'The form of this kind comes with the program; only its flow and settings can be designed',
    },
  }),
  ownerUnknown: failure({
    code: 'approvals.ownerUnknown',
    status: 422,
    words: { zh: '找不到这个部门或人员', en: 'This department or person was not found' },
  }),
  fileNotATemplate: failure({
    code: 'approvals.fileNotATemplate',
    status: 422,
    words: {
      zh: '文件不是流程模板：{where} {what}',
      en: 'The file is not a process template: {where} {what}',
    },
    facts: z.object({
      where: z.string(),
      what: z.string(),
      problems: z.array(z.object({ path: z.string(), message: z.string() })),
    }),
  }),
  fileNamesUnknown: failure({
    code: 'approvals.fileNamesUnknown',
    status: 422,
    words: {
      zh: '文件里有 {count} 个这里没有的人员、部门、岗位或角色，请指定对应',
      en: 'The file names {count} people, departments, posts or roles that do not exist here; say who stands for them',
    },
    facts: z.object({
      count: z.int(),
      unknown: z.array(
        z.object({
          what: z.enum(['person', 'department', 'post', 'role', 'group']),
          id: z.string(),
          name: z.string(),
          /** Where in the content it stands, the first time. */
          path: z.string(),
        }),
      ),
    }),
  }),
  problemAnswered: failure({
    code: 'approvals.formProblemAnswered',
    status: 409,
    words: { zh: '这个问题已经答复过了', en: 'This problem has already been answered' },
  }),
} as const;
