import { permission } from '#kernel/contract/permission.ts';

export const manageRules = permission({
  name: 'content.manageRules',
  sentence: {
    zh: '设置内容规则和名单，试验文字（不含聊天内容）',
    en: 'Set up content rules and their lists, and try texts against them, without reading anybody’s messages',
  },
  reaches: ['company'],
  important: true,
  roles: { securityOwner: 'company', generalOffice: 'company' },
});

/** Counts from the sender. */
export const judgeFindings = permission({
  name: 'content.judgeFindings',
  sentence: {
    zh: '查看并认定内容规则的命中：哪条规则、哪一段文字（不含消息的其他部分）',
    en: 'See and judge what content rules found: which rule and which piece, not the rest of the message',
  },
  reaches: ['employer', 'company'],
  important: true,
  roles: { securityOwner: 'company' },
});
