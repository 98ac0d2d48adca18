import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/cases.ts';
import { listCases } from '../list-cases.ts';
import type { PolicyTables } from '../policy-tables.ts';
import { mayDecide } from '../who-may-decide.ts';

export const listCasesToDecide = handle<PolicyTables>()(contract.listCasesToDecide, async (context, input) =>
  listCases(
    context,
    input,
    sql<boolean>`((c.state = 'heard' and ${mayDecide(context, 'first')})
      or (c.state = 'appealed' and ${mayDecide(context, 'appeal')}))`,
    'due_at',
  ),
);
