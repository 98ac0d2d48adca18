-- The sealed code for when there is no second person (A8): one row per code, opened at most once.
create table access.break_glass (
  id uuid primary key,
  code_hash bytea not null unique,
  sealed_at timestamptz not null,
  sealed_by uuid references directory.person,
  opened_at timestamptz,
  opened_by uuid references directory.person,
  reason text,
  open_until timestamptz,
  review_by timestamptz,
  reviewed_at timestamptz,
  reviewed_by uuid references directory.person,
  finding text,
  check (num_nonnulls(opened_at, opened_by, reason, open_until, review_by) in (0, 5)),
  check (num_nonnulls(reviewed_at, reviewed_by, finding) in (0, 3)),
  check (reviewed_at is null or opened_at is not null),
  -- Who opened it doesn't review it.
  check (reviewed_by <> opened_by)
);
create unique index break_glass_sealed on access.break_glass ((true)) where opened_at is null;

-- A change of important permissions: one proposes, another agrees (A4).
create table access.grant_proposal (
  id uuid primary key,
  -- Only one at a time for the same person and role, assignment, or role.
  subject text not null,
  kind text not null check (kind in ('give', 'takeBack', 'change')),
  role_id uuid not null references access.role,
  -- What was looked at: a role that has changed since is proposed again.
  role_revision int not null,
  person_id uuid references directory.person,
  post_id uuid references directory.post,
  change jsonb not null,
  -- Permission by permission, before and after, as both people saw it.
  changes jsonb not null,
  reason text not null,
  proposed_at timestamptz not null,
  proposed_by uuid not null references directory.person,
  expires_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid references directory.person,
  outcome text check (outcome in ('carriedOut', 'refused', 'withdrawn', 'expired')),
  note text,
  glass_id uuid references access.break_glass,
  check ((decided_at is null) = (outcome is null)),
  check (outcome in ('carriedOut', 'refused', 'withdrawn') is not true or decided_by is not null),
  check (proposed_by <> person_id or kind <> 'give'),
  -- Who proposed it doesn't agree to it, unless the sealed code was opened; nobody agrees to what they are given.
  check (outcome is distinct from 'carriedOut' or glass_id is not null or decided_by <> proposed_by),
  check (outcome is distinct from 'carriedOut' or kind <> 'give' or person_id is null or decided_by <> person_id),
  check (glass_id is null or outcome = 'carriedOut')
);
create unique index grant_proposal_open on access.grant_proposal (subject) where outcome is null;

-- Important ones that a person changes carry a second person, or the opened code.
alter table access.role_permission
  add column important boolean not null default false,
  add column glass_id uuid references access.break_glass,
  add constraint role_permission_by_two
    check (not important or changed_by is null or approved_by is not null or glass_id is not null);
alter table access.role_assignment
  add column important boolean not null default false,
  add column glass_id uuid references access.break_glass,
  add column ended_approved_by uuid references directory.person,
  add column ended_glass_id uuid references access.break_glass,
  add constraint role_assignment_by_two
    check (not important or granted_by is null or approved_by is not null or glass_id is not null),
  add constraint role_assignment_ended_by_two
    check (not important or ended_by is null or ended_approved_by is not null or ended_glass_id is not null),
  add check (ended_approved_by <> ended_by),
  add check (approved_by <> person_id);
