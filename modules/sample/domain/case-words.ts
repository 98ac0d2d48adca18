/** What people say in cases: explanations, reasons, an appeal. */
export const explanations = {
  busy: '当天连续接待两个大团，一直在现场，没来得及看手机。以后会请副手代看。',
  trip: '那两天陪客户看场地，信号不好，回来后当天就处理了。',
  forgot: '确实看到了提醒，想等排班定下来再批，后来忘记了。',
  system: '通知收到时已经下班，第二天上午又在培训，下午才看到。',
} as const;

export const decisionReasons = {
  uphold: '说明已经听取。接待任务可以安排代理人审批，不属于客观原因；申请人因此未能按时订票。',
  waive: '核实当天确有突发接待，且申请未造成积压，不作处理。请今后提前指定代理人。',
  upheldAgain: '一个月内第二次，申请人已电话提醒。维持处理。',
} as const;

export const appealText = '我当天下午已口头同意，申请人也没有受影响，请复核。';
export const appealReason = '经核实，申请人确认当天已得到口头答复，影响有限，减为 2 分。';
