alter table approvals.instance drop constraint instance_status_check;
alter table approvals.instance add constraint instance_status_check
  check (status in ('running', 'returned', 'approved', 'rejected', 'withdrawn', 'terminated', 'revoking', 'revoked'));
-- outcome: an executor whom an opinion named has to record what came of it (落实意见).
alter table approvals.task drop constraint task_task_kind_check;
alter table approvals.task add constraint task_task_kind_check
  check (task_kind in ('approve', 'handle', 'resubmit', 'revoke', 'outcome'));
alter table approvals.participant drop constraint participant_part_check;
alter table approvals.participant add constraint participant_part_check
  check (part in ('applicant', 'submitter', 'approver', 'copied', 'mentioned', 'executor'));

-- 代理: who may act for whom, in which kinds (null: all), on which days where the principal works. Never changed, only ended.
create table approvals.deputy (
  id uuid primary key,
  principal_id uuid not null references directory.person,
  deputy_id uuid not null references directory.person,
  kinds text[],
  from_day date not null,
  until_day date not null,
  reason text,
  set_by uuid references directory.person,
  set_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references directory.person,
  check (deputy_id <> principal_id),
  check (until_day >= from_day)
);
create index deputy_principal on approvals.deputy (principal_id) where ended_at is null;
create index deputy_deputy on approvals.deputy (deputy_id) where ended_at is null;

-- W7: how much a post, a role or a person may decide at an employer. kind null: of every kind. most null: without limit.
create table approvals.authority_limit (
  id uuid primary key,
  employer_id uuid not null references directory.employer,
  kind text,
  holder_kind text not null check (holder_kind in ('post', 'role', 'person')),
  holder text not null,
  most bigint check (most >= 0),
  period text not null check (period in ('single', 'month', 'quarter', 'year')),
  set_by uuid not null references directory.person,
  set_at timestamptz not null,
  unique nulls not distinct (employer_id, kind, holder_kind, holder, period)
);

-- W7.1: what a request asks for at each node that asks for authority, and what it is counted together with. Whether it still
-- counts (not refused, withdrawn, revoked) its request says.
create table approvals.counted_amount (
  instance_id uuid not null references approvals.instance on delete cascade,
  node_id text not null,
  kind text not null,
  employer_id uuid not null,
  applicant_id uuid not null,
  submitted_at timestamptz not null,
  amount bigint not null,
  payee text,
  project text,
  budget_line text,
  primary key (instance_id, node_id)
);
create index counted_amount_payee on approvals.counted_amount (kind, node_id, employer_id, payee, submitted_at);
create index counted_amount_applicant on approvals.counted_amount (kind, node_id, applicant_id, submitted_at);

-- Approver groups, kept beside the flows, so that a change of members changes no flow. employer_id null: of the whole group.
create table approvals.approver_group (
  id uuid primary key,
  employer_id uuid references directory.employer,
  name text not null,
  members uuid[] not null,
  revision int not null,
  changed_at timestamptz not null,
  changed_by uuid not null references directory.person,
  removed_at timestamptz
);
