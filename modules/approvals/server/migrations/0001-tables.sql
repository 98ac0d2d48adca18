-- Published versions of flows; never changed. builtin: the version of the program that brought it, null: designed here.
create table approvals.definition (
  kind text not null,
  version int not null check (version > 0),
  definition jsonb not null,
  builtin int,
  published_at timestamptz not null,
  primary key (kind, version)
);

-- The last number given per kind and period.
create table approvals.number_given (
  kind text not null,
  period text not null,
  given int not null,
  primary key (kind, period)
);

-- One request. What is read often and changes stands here; revision is the seq of its last event. No index on what changes.
create table approvals.instance (
  id uuid primary key,
  kind text not null,
  definition_version int not null,
  number text not null unique,
  applicant_id uuid not null references directory.person,
  submitter_id uuid not null references directory.person,
  employer_id uuid not null references directory.employer,
  submitted_at timestamptz not null,
  revision int not null,
  status text not null check (status in ('running', 'returned', 'approved', 'rejected', 'withdrawn', 'terminated')),
  state jsonb not null,
  -- Content of the form as it is now; earlier ones stand in form_content.
  form jsonb not null,
  summary jsonb not null,
  changed_at timestamptz not null,
  ended_at timestamptz,
  -- Hash of the last link of this request's own chain of events.
  head bytea not null,
  foreign key (kind, definition_version) references approvals.definition
) with (fillfactor = 70);
create index instance_open on approvals.instance (id) where ended_at is null;
create index instance_applicant on approvals.instance (applicant_id, submitted_at desc, id desc);
create index instance_submitter on approvals.instance (submitter_id, submitted_at desc, id desc) where submitter_id <> applicant_id;

-- Every content that the form had, by its number in the events.
create table approvals.form_content (
  instance_id uuid not null references approvals.instance,
  form int not null,
  content jsonb not null,
  primary key (instance_id, form)
);

-- What happened, in order. body is what the sealed evidence holds too; it can be erased, the chain stays.
create table approvals.event (
  instance_id uuid not null references approvals.instance,
  seq int not null check (seq > 0),
  at timestamptz not null,
  body jsonb,
  evidence_id uuid not null unique,
  commitment bytea not null,
  algorithm text not null,
  hash bytea not null,
  primary key (instance_id, seq)
);

-- Open slots, one row per person who may answer (the principal and the deputies). Answered ones leave for approvals.done.
create table approvals.task (
  instance_id uuid not null references approvals.instance,
  slot_id text not null,
  holder_id uuid not null references directory.person,
  principal_id uuid not null,
  kind text not null,
  task_kind text not null check (task_kind in ('approve', 'handle', 'resubmit')),
  opened_at timestamptz not null,
  -- When the holder's client had the notice; no time limit runs before.
  delivered_at timestamptz,
  -- The reckoned limit; null: none, or no working time known.
  due_at timestamptz,
  overdue boolean not null default false,
  urged_at timestamptz,
  primary key (holder_id, instance_id, slot_id)
) with (fillfactor = 80);
create index task_order on approvals.task (holder_id, coalesce(due_at, '9999-12-31 00:00+00'::timestamptz), instance_id, slot_id);
create index task_instance on approvals.task (instance_id, slot_id);

-- What people have dealt with.
create table approvals.done (
  person_id uuid not null references directory.person,
  instance_id uuid not null references approvals.instance,
  slot_id text not null,
  at timestamptz not null,
  outcome text not null,
  primary key (person_id, instance_id, slot_id)
);
create index done_order on approvals.done (person_id, at desc, instance_id desc, slot_id desc);

-- Who may look at a request, and why. sees_all: also what only those see who need it.
create table approvals.participant (
  instance_id uuid not null references approvals.instance,
  person_id uuid not null references directory.person,
  part text not null check (part in ('applicant', 'submitter', 'approver', 'copied', 'mentioned')),
  sees_all boolean not null,
  since timestamptz not null,
  primary key (instance_id, person_id, part)
);
create index participant_copied on approvals.participant (person_id, since desc, instance_id desc) where part = 'copied';

revoke update, delete, truncate on approvals.definition, approvals.form_content, approvals.event from guiju_app;
