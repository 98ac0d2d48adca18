import { z } from 'zod';
import { failure } from '#kernel/contract/failure.ts';

/** What is refused about integrations and their answers. */
export const callFailures = {
  integrationChanged: failure({
    code: 'approvals.integrationChanged',
    status: 409,
    words: {
      zh: '这个集成已被别人改过，请看最新内容后再改',
      en: 'Somebody else changed this integration; look at it again',
    },
  }),
  nothingProposed: failure({
    code: 'approvals.nothingProposed',
    status: 409,
    words: { zh: '没有待确认的内网地址', en: 'No private addresses wait to be confirmed' },
  }),
  secondPerson: failure({
    code: 'approvals.secondPerson',
    status: 403,
    words: {
      zh: '内网地址须由提出人以外的另一位管理员确认',
      en: 'Private addresses are confirmed by somebody else than who proposed them',
    },
  }),
  badAddress: failure({
    code: 'approvals.badAddress',
    status: 422,
    words: { zh: '{address} 不是 IP 地址或网段', en: '{address} is not an IP address or network' },
    facts: z.object({ address: z.string() }),
  }),
} as const;
