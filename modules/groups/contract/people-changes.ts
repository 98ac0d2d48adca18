import { type HandOverLine, handOverCommand, heldQuery } from '#modules/directory/contract/hand-over-line.ts';
import { effectQuery, type PersonEffect } from '#modules/directory/contract/person-effect.ts';

export const heldLed = heldQuery('groups.heldLed', {
  zh: '离职人员负责的群',
  en: 'Groups that a leaver leads',
});
export const handOverLed = handOverCommand('groups.handOverLed', {
  zh: '让接手人负责这些群',
  en: 'Makes the successor lead these groups',
});

/** The successor is asked beforehand and accepts (G8); what isn't accepted by the day is handed over all the same. */
export const ledLine: HandOverLine = {
  name: 'groups.led',
  title: { zh: '负责的群', en: 'Groups they lead' },
  hint: {
    zh: '提前请接手人接受；到期未接受的，由指定的接手人、其他负责人或上级接任',
    en: 'The successor is asked to accept beforehand; else a named successor, another leader or the supervisor leads',
  },
  held: heldLed,
  handOver: handOverLed,
};

export const effectOnGroups = effectQuery('groups.effectOnGroups', {
  zh: '按成员规则，人员应在哪些群里',
  en: 'Groups that a person belongs to by their rules',
});

export const membershipEffect: PersonEffect = {
  name: 'groups.memberships',
  title: { zh: '按规则加入的群', en: 'Groups by rule' },
  read: effectOnGroups,
};
