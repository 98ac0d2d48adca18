import type { Words } from '#kernel/contract/words.ts';

/** How every rulebook that ships is carried out, whatever its source says; stands on its first page (L1.5). */
export const fairPrinciples: readonly Words[] = [
  {
    zh: '先送达，后计时：通知没有送达，不计时，也不产生个案。',
    en: 'No clock before delivery: where no notice arrived, no time runs and there is no case.',
  },
  {
    zh: '只计本人的工作时间；休假、系统或公司中断、排班不明、人事登记滞后，由系统自行查明，不必本人申辩。',
    en: 'Only a person’s own working time counts. Leave, outages, an unknown roster and late entries of the company are found by the system; nobody has to plead them.',
  },
  {
    zh: '先听说明，再作决定；每项处理都由具名的人决定，本人、下属和发现人不参与决定。',
    en: 'Hear first, decide after. Every consequence is decided by a named person, who is neither the one concerned, nor a subordinate, nor the finder.',
  },
  {
    zh: '不服决定可以申诉，由第三人处理；申诉期满前不记任何积分或金额。',
    en: 'A decision can be appealed to a third person, and nothing is entered before the time to appeal is over.',
  },
  {
    zh: '逾期不作决定，个案自动终止，视为没有处理。',
    en: 'A case that nobody decides in time lapses, and nothing follows from it.',
  },
  {
    zh: '规则对上对下一视同仁。',
    en: 'The rules count upward as well as downward.',
  },
];
