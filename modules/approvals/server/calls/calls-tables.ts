import type { JSONColumnType } from 'kysely';
import type { ApprovalsTables } from '../approvals-tables.ts';

/** The tables of approvals with those of calls. */
export interface CallsTables extends ApprovalsTables {
  'approvals.integration': {
    id: string;
    name: string;
    url: string;
    generation: number;
    revision: number;
    allowed: string[];
    allowed_by: string | null;
    confirmed_by: string | null;
    proposed: string[] | null;
    proposed_by: string | null;
    changed_at: string;
    removed_at: string | null;
  };
  'approvals.call': {
    id: string;
    instance_id: string | null;
    visit: number | null;
    attempt: number | null;
    kind: string;
    node_id: string;
    integration_id: string | null;
    operation: string | null;
    waits: boolean;
    input: JSONColumnType<Record<string, unknown>>;
    state: 'pending' | 'sent' | 'done' | 'failed';
    tries: number;
    next_try: string | null;
    error: string | null;
    made_at: string;
    ended_at: string | null;
  };
}
