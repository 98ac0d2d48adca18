-- One row for each approved request: what the system did because of it, and whether anything is left to people.
create table staffing.follow_up (
  request_id uuid primary key,
  kind text not null,
  applicant_id uuid not null references directory.person,
  employer_id uuid not null references directory.employer,
  subject_id uuid references directory.person,
  due_on date,
  carried text check (carried in ('personCreated', 'leavePlanned', 'changed', 'changePlanned')),
  -- Code of the failure by which the directory refused it.
  refusal text,
  undo boolean not null default false,
  state text not null check (state in ('open', 'done', 'revoked')),
  recorded_at timestamptz not null,
  because bigint not null,
  done_at timestamptz,
  done_by uuid references directory.person,
  check (state <> 'open' or done_at is null)
);
create index follow_up_open on staffing.follow_up (request_id desc) where state = 'open';
