import { z } from 'zod';
import { manageSettings } from '#kernel/contract/kernel-operations.ts';
import { setting } from '#kernel/contract/setting.ts';
import { classification } from '#modules/messaging/contract/labels/label.ts';
import { labelWords } from '#modules/messaging/contract/labels/label-words.ts';

/** Kinds of pages that can bear a watermark. */
export const watermarkPlace = z.enum(['messages', 'requests', 'directory', 'groups', 'policy', 'admin']);
export type WatermarkPlace = z.infer<typeof watermarkPlace>;

/** P7. `secrets`: wherever a commercial secret is on screen, whatever the page. */
export const watermark = setting({
  name: 'content.watermark',
  scope: 'company',
  shape: z.object({ places: z.array(watermarkPlace).max(6), secrets: z.boolean() }),
  initial: { places: [], secrets: true },
  words: {
    zh: '页面水印（姓名、手机尾号或帐号、日期）：哪些页面，以及显示商密时',
    en: 'Watermark with name, end of the phone number or account, and day: on which pages, and wherever a secret is shown',
  },
  parts: {
    places: { zh: '页面', en: 'Pages' },
    secrets: { zh: '显示商密时', en: 'Wherever a commercial secret is shown' },
    messages: { zh: '消息', en: 'Messages' },
    requests: { zh: '审批', en: 'Approvals' },
    directory: { zh: '通讯录', en: 'Directory' },
    groups: { zh: '群管理', en: 'Groups' },
    policy: { zh: '制度', en: 'Rulebooks' },
    admin: { zh: '管理后台', en: 'Administration' },
  },
  changedBy: manageSettings,
});

/**
 * What is asked for before files and texts of a classification are sent (S3 二(二)2, 二(四)1, P5.1). `statementFor`: their nature and
 * purpose. `maskedFor`: no personal numbers, names or addresses in them.
 */
export const sharing = setting({
  name: 'content.sharing',
  scope: 'company',
  shape: z.object({ statementFor: z.array(classification).max(4), maskedFor: z.array(classification).max(4) }),
  initial: { statementFor: [], maskedFor: [] },
  words: {
    zh: '发送前的要求：哪些密级的文件须写明性质和用途，哪些密级的内容须先脱敏',
    en: 'Before something is sent: for which classifications nature and purpose of files are stated, and for which personal data is masked',
  },
  parts: {
    ...labelWords,
    statementFor: { zh: '文件须写明性质和用途', en: 'Nature and purpose of files are stated' },
    maskedFor: { zh: '内容须先脱敏', en: 'Personal data is masked' },
  },
  changedBy: manageSettings,
});
