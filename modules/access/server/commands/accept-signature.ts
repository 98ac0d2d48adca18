import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/passkeys.ts';
import { acceptAssertion } from '../accept-assertion.ts';
import type { AccessTables } from '../access-tables.ts';
import { takeChallenge } from '../challenges.ts';

export const acceptSignature = handle<AccessTables>()(
  contract.acceptSignature,
  async (context, { challengeId, assertion, digest }) => {
    const challenge = await takeChallenge(context, challengeId, 'sign', digest);
    const { algorithm, publicKey } = await acceptAssertion(context, assertion, challenge, context.person().personId);
    return {
      signature: {
        ...assertion,
        algorithm,
        digestAlgorithm: digest.algorithm,
        publicKey: publicKey.toString('base64url'),
      },
    };
  },
);
