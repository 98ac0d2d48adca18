import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/cases.ts';
import { listCases } from '../list-cases.ts';
import type { PolicyTables } from '../policy-tables.ts';

export const listMyCases = handle<PolicyTables>()(contract.listMyCases, async (context, input) =>
  listCases(context, input, sql<boolean>`c.liable_id = ${context.person().personId}::uuid`, 'found_at'),
);
