-- 台账: saved views over finished requests. They open nothing; shared ones show everybody the rows that he may query.
create table approvals.register (
  id uuid primary key,
  owner_id uuid not null references directory.person,
  name text not null,
  kinds text[] not null,
  is_progress boolean not null,
  columns jsonb not null,
  filter jsonb not null,
  department_ids uuid[] not null,
  roles text[] not null,
  revision int not null,
  changed_at timestamptz not null
);
create index register_owner on approvals.register (owner_id);
create index register_shared on approvals.register (id) where department_ids <> '{}' or roles <> '{}';
