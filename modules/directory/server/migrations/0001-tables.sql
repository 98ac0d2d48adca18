-- Directory: how things are now stands in employer, department, person, post and in the rows of the other tables whose
-- valid_to is null; how they were stands in the rows that have one. Days are half-open: [valid_from, valid_to).
-- Nothing lies in the future: a change for a later day waits in planned_change until a timer on the kernel clock
-- carries it out. So "now" needs no clock in SQL (docs/decisions/directory-validity.md).

create extension if not exists btree_gist with schema public;

create table directory.employer (
  id uuid primary key,
  name text not null,
  short_name text,
  tax_number text,
  place text,
  time_zone text not null,
  parent_id uuid references directory.employer,
  revision int not null default 1,
  check (parent_id <> id)
);
create unique index employer_name on directory.employer (lower(name));

create table directory.department (
  id uuid primary key,
  employer_id uuid not null references directory.employer,
  parent_id uuid references directory.department,
  number int not null,
  name text not null,
  sort int not null default 0,
  removed_on date,
  revision int not null default 1,
  check (parent_id <> id),
  constraint department_number unique (number)
);
-- The root of the employer's departments.
alter table directory.employer add column department_id uuid references directory.department deferrable initially deferred;
create unique index department_name on directory.department (parent_id, lower(name)) nulls not distinct where removed_on is null;
create index department_employer on directory.department (employer_id);

create table directory.department_record (
  department_id uuid not null references directory.department,
  parent_id uuid references directory.department,
  name text not null,
  valid_from date not null,
  valid_to date,
  check (valid_from < valid_to),
  exclude using gist (department_id with =, daterange(valid_from, valid_to) with &&)
);

-- Closure of the tree. A circle would need a department that is its own ancestor at a distance: the check refuses it.
create table directory.department_tree (
  ancestor_id uuid not null references directory.department,
  descendant_id uuid not null references directory.department,
  depth int not null check (depth >= 0),
  valid_from date not null,
  valid_to date,
  constraint department_no_circle check ((depth = 0) = (ancestor_id = descendant_id)),
  check (valid_from < valid_to),
  exclude using gist (ancestor_id with =, descendant_id with =, daterange(valid_from, valid_to) with &&)
);
create unique index department_tree_now on directory.department_tree (ancestor_id, descendant_id) include (depth) where valid_to is null;
create unique index department_tree_up on directory.department_tree (descendant_id, depth) include (ancestor_id) where valid_to is null;

create table directory.person (
  id uuid primary key,
  employer_id uuid not null references directory.employer,
  account text not null,
  name text not null,
  alias text,
  job_title text,
  phone text,
  landline text,
  email text,
  address text,
  gender text check (gender in ('male', 'female')),
  staff_number text,
  staff_type text not null check (staff_type in ('regular', 'probation', 'dispatched', 'intern', 'outsourced')),
  entry_date date,
  first_work_date date,
  probation_end date,
  contract_end date,
  work_place text,
  post_hint text,
  photo text,
  -- First day on which the person no longer belongs to the company.
  left_on date,
  -- Order of names, and what search finds the person by; both made in domain/search-keys.ts.
  sort_key text collate "C" not null,
  search tsvector not null,
  revision int not null default 1
);
create unique index person_account on directory.person (lower(account));
create unique index person_staff_number on directory.person (employer_id, lower(staff_number));
create index person_order on directory.person (sort_key, id) where left_on is null;
create index person_left on directory.person (sort_key, id) where left_on is not null;
create index person_employer on directory.person (employer_id, sort_key, id) where left_on is null;
create index person_search on directory.person using gin (search) with (fastupdate = off) where left_on is null;

create table directory.person_record (
  person_id uuid not null references directory.person,
  employer_id uuid not null references directory.employer,
  name text not null,
  job_title text,
  staff_type text not null,
  valid_from date not null,
  valid_to date,
  check (valid_from < valid_to),
  exclude using gist (person_id with =, daterange(valid_from, valid_to) with &&)
);

create table directory.membership (
  person_id uuid not null references directory.person,
  department_id uuid not null references directory.department,
  is_main boolean not null,
  valid_from date not null,
  valid_to date,
  check (valid_from < valid_to),
  exclude using gist (person_id with =, department_id with =, daterange(valid_from, valid_to) with &&),
  constraint one_main_department exclude using gist (person_id with =, daterange(valid_from, valid_to) with &&) where (is_main)
);
create unique index membership_now on directory.membership (person_id, department_id) include (is_main) where valid_to is null;
create index membership_department on directory.membership (department_id) include (person_id, is_main) where valid_to is null;

create table directory.supervision (
  person_id uuid not null references directory.person,
  supervisor_id uuid not null references directory.person,
  valid_from date not null,
  valid_to date,
  check (person_id <> supervisor_id),
  check (valid_from < valid_to),
  exclude using gist (person_id with =, daterange(valid_from, valid_to) with &&)
);
create unique index supervision_now on directory.supervision (person_id) include (supervisor_id) where valid_to is null;
create index supervision_of on directory.supervision (supervisor_id, valid_from);

create table directory.headship (
  department_id uuid not null references directory.department,
  person_id uuid not null references directory.person,
  rank int not null check (rank >= 0),
  valid_from date not null,
  valid_to date,
  check (valid_from < valid_to),
  exclude using gist (department_id with =, person_id with =, daterange(valid_from, valid_to) with &&),
  exclude using gist (department_id with =, rank with =, daterange(valid_from, valid_to) with &&)
);
create unique index headship_now on directory.headship (department_id, rank) include (person_id) where valid_to is null;
create index headship_person on directory.headship (person_id) where valid_to is null;

create table directory.post (
  id uuid primary key,
  employer_id uuid references directory.employer,
  name text not null,
  closed boolean not null default false,
  revision int not null default 1
);
create unique index post_name on directory.post (employer_id, lower(name)) nulls not distinct;

create table directory.post_holding (
  person_id uuid not null references directory.person,
  post_id uuid not null references directory.post,
  department_id uuid not null references directory.department,
  valid_from date not null,
  valid_to date,
  check (valid_from < valid_to),
  exclude using gist (person_id with =, post_id with =, department_id with =, daterange(valid_from, valid_to) with &&)
);
create unique index post_holding_now on directory.post_holding (person_id, post_id, department_id) where valid_to is null;
create index post_holding_post on directory.post_holding (post_id) include (person_id, department_id) where valid_to is null;

-- Changes that wait for their day, those that happened then, and those that couldn't.
create table directory.planned_change (
  id uuid primary key,
  kind text not null check (kind in ('changePerson', 'markLeft', 'changeDepartment')),
  person_id uuid references directory.person,
  department_id uuid references directory.department,
  on_day date not null,
  change jsonb not null,
  state text not null check (state in ('waiting', 'done', 'failed', 'withdrawn')),
  failure_code text,
  made_at timestamptz not null,
  made_by uuid references directory.person,
  check ((kind = 'changeDepartment') = (department_id is not null)),
  check ((kind = 'changeDepartment') = (person_id is null)),
  check ((state = 'failed') = (failure_code is not null))
);
create index planned_change_open on directory.planned_change (on_day, id) where state in ('waiting', 'failed');
create index planned_change_person on directory.planned_change (person_id) where state in ('waiting', 'failed');
