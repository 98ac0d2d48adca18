import { z } from 'zod';
import { failure } from '#kernel/contract/failure.ts';

/** What can fail with forms, beside a wrong input. */
export const formFailures = {
  notDesigned: failure({
    code: 'approvals.notDesigned',
    status: 422,
    words: {
      zh: '这种审批的表单有自己的页面，请从那里填写',
      en: 'This kind of request has a form of its own; please fill it in there',
    },
  }),
  notCorrectable: failure({
    code: 'approvals.notCorrectable',
    status: 422,
    words: {
      zh: '这种审批的表单由它所属的模块管理（例如请假天数要重新核算），不能直接更正：请审批人退回，由申请人改后重新提交；也可以撤销后重新申请',
      en: 'This form belongs to a module that reckons with it (days of leave, say) and can’t be corrected from here: have an approver return it, so that the applicant changes it, or withdraw it and ask again',
    },
  }),
  noSuchField: failure({
    code: 'approvals.noSuchField',
    status: 404,
    words: { zh: '表单里没有这个字段', en: 'The form has no such field' },
  }),
  fieldNotEditable: failure({
    code: 'approvals.fieldNotEditable',
    status: 403,
    words: { zh: '这些字段在这一步不能修改：{fields}', en: 'These fields can’t be changed at this step: {fields}' },
    facts: z.object({ fields: z.array(z.string()) }),
  }),
  nothingToEdit: failure({
    code: 'approvals.nothingToEdit',
    status: 403,
    words: { zh: '你现在没有可以修改的字段', en: 'There is nothing that you may change now' },
  }),
};
