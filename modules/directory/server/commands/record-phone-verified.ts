import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import { personChanged } from '../../contract/events.ts';
import { changedPhone } from '../../contract/failures.ts';
import { managePeople } from '../../contract/permissions.ts';
import * as contract from '../../contract/phone-proof.ts';
import type { DirectoryViews } from '../../contract/views.ts';

export const recordPhoneVerified = handle<DirectoryViews>()(
  contract.recordPhoneVerified,
  async (context, { personId, phone }) => {
    requireSystem(context, managePeople);
    const { rows } = await sql`
      update directory.person set phone_verified_at = ${context.now.toString()}
      where id = ${personId}::uuid and left_on is null and phone = ${phone} returning 1`.execute(context.db);
    if (rows.length === 0) throw refuse(changedPhone);
    context.about('person', personId);
    context.emit(personChanged, { personId, fields: ['phoneVerified'] });
    return {};
  },
);
