import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { LeaveTables } from '../leave-tables.ts';
import { reckon } from '../reckon.ts';

export const reckonLeave = handle<LeaveTables>()(
  contract.reckonLeave,
  async (context, { from, to, besideRequestId }) => {
    const { days, unknownYears } = await reckon(context, { from, to }, besideRequestId);
    return { days, unknownYears, form: { days, from, to } };
  },
);
