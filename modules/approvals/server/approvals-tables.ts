import type { JSONColumnType } from 'kysely';
import type { Words } from '#kernel/contract/words.ts';
import type { DirectoryViews } from '#modules/directory/contract/views.ts';
import type { Definition } from '../contract/definition.ts';
import type { FormDesign } from '../contract/form-design.ts';
import type { InstanceState } from '../contract/instance.ts';
import type { InstanceEvent } from '../contract/instance-event.ts';
import type {
  TemplateClass,
  TemplateContent,
  TemplateOverrides,
  TemplateSettings,
  TemplateState,
} from '../contract/template.ts';

type Form = Record<string, unknown>;

/** The tables of this module, and the directory's published views. */
export interface ApprovalsTables extends DirectoryViews {
  'approvals.definition': {
    kind: string;
    version: number;
    definition: JSONColumnType<Definition>;
    builtin: number | null;
    published_at: string;
    employer_id: string | null;
    base_version: number | null;
    design: JSONColumnType<FormDesign> | null;
    settings: JSONColumnType<TemplateSettings> | null;
    overrides: JSONColumnType<TemplateOverrides> | null;
    conflicts: string[];
    effective_at: string | null;
    published_by: string | null;
    request_id: string | null;
    alone: boolean;
    program_version: number | null;
    note: string;
  };
  'approvals.template': TemplateTable;
  'approvals.template_draft': DraftTable;
  'approvals.publication': PublicationTable;
  'approvals.replay': {
    id: string;
    kind: string;
    employer_id: string | null;
    draft_revision: number;
    at: string;
    by_person: string;
    counts: JSONColumnType<Record<string, number>>;
  };
  'approvals.replay_item': {
    replay_id: string;
    place: number;
    instance_id: string;
    class: string;
    before: JSONColumnType<unknown[]>;
    after: JSONColumnType<unknown[]>;
    why: string;
  };
  'approvals.form_problem': {
    id: string;
    kind: string;
    instance_id: string | null;
    reporter_id: string;
    at: string;
    text: string;
    state: 'open' | 'answered';
    answer: string | null;
    answered_by: string | null;
    answered_at: string | null;
  };
  'approvals.number_given': { kind: string; period: string; given: number };
  'approvals.instance': InstanceTable;
  'approvals.form_content': { instance_id: string; form: number; content: JSONColumnType<Form> };
  'approvals.event': {
    instance_id: string;
    seq: number;
    at: string;
    body: JSONColumnType<InstanceEvent> | null;
    /** These four: with the first event of each step, which is sealed as one. */
    evidence_id: string | null;
    commitment: Buffer | null;
    algorithm: string | null;
    hash: Buffer | null;
  };
  'approvals.task': TaskTable;
  'approvals.child': { parent_id: string; child_id: string; attempt: number; instance_id: string; depth: number };
  'approvals.done': { person_id: string; instance_id: string; slot_id: string; at: string; outcome: string };
  'approvals.participant': {
    instance_id: string;
    person_id: string;
    part: 'applicant' | 'submitter' | 'approver' | 'copied' | 'mentioned' | 'executor';
    sees_all: boolean;
    since: string;
  };
}

interface TemplateTable {
  kind: string;
  employer_id: string | null;
  owner_department_id: string | null;
  owner_person_id: string | null;
  class: TemplateClass;
  important: boolean;
  category: string | null;
  state: TemplateState;
  revision: number;
  changed_at: string;
}

interface DraftTable {
  kind: string;
  employer_id: string | null;
  revision: number;
  /** Whole, or a subsidiary's own parts. */
  content: JSONColumnType<TemplateContent | TemplateOverrides>;
  base_version: number | null;
  program_version: number | null;
  changed_at: string;
  changed_by: string;
}

interface PublicationTable {
  request_id: string;
  kind: string;
  employer_id: string | null;
  content: JSONColumnType<TemplateContent>;
  overrides: JSONColumnType<TemplateOverrides> | null;
  base_version: number | null;
  program_version: number | null;
  form: JSONColumnType<Form>;
  digest: string;
  draft_revision: number;
  effective_at: string | null;
  note: string;
  asked_by: string;
  asked_at: string;
  outcome: 'asked' | 'published' | 'refused';
  version: number | null;
}

interface InstanceTable {
  id: string;
  kind: string;
  definition_version: number;
  number: string;
  applicant_id: string;
  submitter_id: string;
  employer_id: string;
  /** The applicant's main department when it was submitted. */
  department_id: string | null;
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
  task_kind: 'approve' | 'handle' | 'resubmit' | 'revoke' | 'outcome';
  opened_at: string;
  delivered_at: string | null;
  due_at: string | null;
  overdue: boolean;
  urged_at: string | null;
}
