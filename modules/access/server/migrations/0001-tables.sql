-- Who may sign in, and what they may do. Times come from the kernel clock as parameters.

create table access.credential (
  person_id uuid primary key references directory.person,
  -- argon2id with its parameters in the PHC string format: hashed again at a sign-in when the parameters have grown.
  password_hash text not null,
  changed_at timestamptz not null,
  must_change boolean not null default false
);

-- Hashes only, so that the last ones aren't used again.
create table access.former_password (
  person_id uuid not null references directory.person,
  changed_at timestamptz not null,
  password_hash text not null,
  primary key (person_id, changed_at)
);

create table access.activation_batch (
  id uuid primary key,
  made_at timestamptz not null,
  -- null: made while the company was set up.
  made_by uuid references directory.person,
  delivery text not null check (delivery in ('slips', 'file', 'told')),
  expires_at timestamptz not null
);

-- 80 random bits each, so one round of SHA-256 is enough.
create table access.activation_code (
  code_hash bytea primary key,
  batch_id uuid not null references access.activation_batch,
  person_id uuid not null references directory.person,
  expires_at timestamptz not null,
  wrong_accounts int not null default 0 check (wrong_accounts between 0 and 5),
  used_at timestamptz,
  voided_at timestamptz,
  check (used_at is null or voided_at is null)
);
create unique index activation_code_open on access.activation_code (person_id) where used_at is null and voided_at is null;
create index activation_code_person on access.activation_code (person_id, expires_at desc);

-- Attempts of the last months. What was typed as account is kept as a hash: people type passwords there by mistake.
create table access.sign_in_attempt (
  id uuid primary key,
  at timestamptz not null,
  account_hash bytea not null,
  network text not null,
  person_id uuid references directory.person,
  succeeded boolean not null
);
create index sign_in_attempt_pair on access.sign_in_attempt (account_hash, network, at);
create index sign_in_attempt_network on access.sign_in_attempt (network, at) where not succeeded;
create index sign_in_attempt_at on access.sign_in_attempt (at);

create table access.preference (
  person_id uuid primary key references directory.person,
  language text not null check (language in ('zh', 'en'))
);

create table access.role (
  id uuid primary key,
  -- Of a built-in role: the word that permissions in the contracts name it by.
  key text unique,
  name_zh text not null,
  name_en text not null,
  holding text not null check (holding in ('everybody', 'departmentHead', 'assigned')),
  removed_at timestamptz,
  revision int not null default 1,
  check (key is not null or holding = 'assigned'),
  check (key is null or removed_at is null)
);
create unique index role_name_zh on access.role (lower(name_zh)) where removed_at is null;
create unique index role_name_en on access.role (lower(name_en)) where removed_at is null;

-- What a role may do. A built-in role has what the contracts say; rows here are what was changed since (no reach: taken away).
create table access.role_permission (
  role_id uuid not null references access.role,
  permission text not null,
  reach text check (reach in ('self', 'department', 'departmentTree', 'listed', 'employer', 'company')),
  changed_at timestamptz not null,
  changed_by uuid references directory.person,
  -- The second person, where two are asked for (A4).
  approved_by uuid references directory.person,
  primary key (role_id, permission),
  check (approved_by <> changed_by)
);

create table access.role_assignment (
  id uuid primary key,
  role_id uuid not null references access.role,
  person_id uuid references directory.person,
  post_id uuid references directory.post,
  scope text not null check (scope in ('role', 'departments', 'employers', 'company')),
  department_ids uuid[] not null default '{}',
  employer_ids uuid[] not null default '{}',
  valid_from timestamptz not null,
  valid_to timestamptz,
  granted_at timestamptz not null,
  granted_by uuid references directory.person,
  approved_by uuid references directory.person,
  ended_at timestamptz,
  ended_by uuid references directory.person,
  check (num_nonnulls(person_id, post_id) = 1),
  check (valid_from < valid_to),
  check ((scope = 'departments') = (cardinality(department_ids) > 0)),
  check ((scope = 'employers') = (cardinality(employer_ids) > 0)),
  check (approved_by <> granted_by),
  -- Nobody gives a role to themselves.
  check (granted_by <> person_id)
);
create unique index role_assignment_once on access.role_assignment (role_id, person_id, post_id, scope, department_ids, employer_ids)
  nulls not distinct where ended_at is null;
create index role_assignment_person on access.role_assignment (person_id) where ended_at is null;
create index role_assignment_post on access.role_assignment (post_id) where ended_at is null;

insert into access.role (id, key, name_zh, name_en, holding) values
  ('00000000-0000-7000-8000-0000000ac001', 'employee', '员工', 'Employee', 'everybody'),
  ('00000000-0000-7000-8000-0000000ac002', 'departmentHead', '部门负责人', 'Department head', 'departmentHead'),
  ('00000000-0000-7000-8000-0000000ac003', 'departmentAdministrator', '部门管理员', 'Department administrator', 'assigned'),
  ('00000000-0000-7000-8000-0000000ac004', 'hr', '人事', 'HR', 'assigned'),
  ('00000000-0000-7000-8000-0000000ac005', 'generalOffice', '综合办公室', 'General office', 'assigned'),
  ('00000000-0000-7000-8000-0000000ac006', 'administrator', '系统管理员', 'Platform administrator', 'assigned');
