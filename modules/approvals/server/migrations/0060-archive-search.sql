-- Who may query which finished requests until when; each because of an approved request (A5).
create table approvals.archive_grant (
  request_id uuid primary key references approvals.instance,
  person_id uuid not null references directory.person,
  kinds text[] not null,
  reach text not null check (reach in ('department', 'employer')),
  -- Where the person worked when it was approved: who moves on asks again.
  department_id uuid not null,
  employer_id uuid not null,
  granted_at timestamptz not null,
  until_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references directory.person
);
create index archive_grant_person on approvals.archive_grant (person_id, until_at);
create index instance_kind_ended on approvals.instance (kind, ended_at desc, id desc) where ended_at is not null;
