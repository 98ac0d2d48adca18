import type { JSONColumnType } from 'kysely';
import type { Words } from '#kernel/contract/words.ts';
import type { DirectoryViews } from '#modules/directory/contract/views.ts';
import type { Definition } from '../contract/definition.ts';
import type { InstanceState } from '../contract/instance.ts';
import type { InstanceEvent } from '../contract/instance-event.ts';

type Form = Record<string, unknown>;

/** The tables of this module, and the directory's published views. */
export interface ApprovalsTables extends DirectoryViews {
  'approvals.definition': {
    kind: string;
    version: number;
    definition: JSONColumnType<Definition>;
    builtin: number | null;
    published_at: string;
  };
  'approvals.number_given': { kind: string; period: string; given: number };
  'approvals.instance': InstanceTable;
  'approvals.form_content': { instance_id: string; form: number; content: JSONColumnType<Form> };
  'approvals.event': {
    instance_id: string;
    seq: number;
    at: string;
    body: JSONColumnType<InstanceEvent> | null;
    evidence_id: string;
    commitment: Buffer;
    algorithm: string;
    hash: Buffer;
  };
  'approvals.task': TaskTable;
  'approvals.done': { person_id: string; instance_id: string; slot_id: string; at: string; outcome: string };
  'approvals.participant': {
    instance_id: string;
    person_id: string;
    part: 'applicant' | 'submitter' | 'approver' | 'copied' | 'mentioned';
    sees_all: boolean;
    since: string;
  };
}

interface InstanceTable {
  id: string;
  kind: string;
  definition_version: number;
  number: string;
  applicant_id: string;
  submitter_id: string;
  employer_id: string;
  submitted_at: string;
  revision: number;
  status: InstanceState['status'];
  state: JSONColumnType<InstanceState>;
  form: JSONColumnType<Form>;
  summary: JSONColumnType<Words>;
  changed_at: string;
  ended_at: string | null;
  head: Buffer;
}

interface TaskTable {
  instance_id: string;
  slot_id: string;
  holder_id: string;
  principal_id: string;
  kind: string;
  task_kind: 'approve' | 'handle' | 'resubmit';
  opened_at: string;
  delivered_at: string | null;
  due_at: string | null;
  overdue: boolean;
  urged_at: string | null;
}
