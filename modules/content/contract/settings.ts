import { z } from 'zod';
import { manageSettings } from '#kernel/contract/kernel-operations.ts';
import { setting } from '#kernel/contract/setting.ts';

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
  changedBy: manageSettings,
});
