import { type HandOverLine, heldQuery } from '#modules/directory/contract/hand-over-line.ts';

export const heldBots = heldQuery('bots.heldBots', {
  zh: '离职人员建的机器人和提出的应用',
  en: 'Bots that a leaver made and applications that a leaver proposed',
});

/** Bots belong to groups, applications to the company; what goes with the person is that they knew the keys. */
export const botsLine: HandOverLine = {
  name: 'bots.keys',
  title: { zh: '机器人和应用的密钥', en: 'Keys of bots and applications' },
  hint: {
    zh: '离职者知道这些地址和密钥，请由群负责人或管理员更换',
    en: 'The leaver knows these addresses and keys: leaders and administrators renew them',
  },
  held: heldBots,
};
