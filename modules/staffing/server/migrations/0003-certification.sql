-- The list of users as it was when HR had it certified, and what each department said to it. Kept as a record.
create table staffing.certification (
  id uuid primary key,
  employer_id uuid not null references directory.employer,
  made_at timestamptz not null,
  made_by uuid references directory.person,
  due_on date not null,
  closed_at timestamptz,
  closed_by uuid references directory.person
);
create unique index certification_open on staffing.certification (employer_id) where closed_at is null;

create table staffing.certified_department (
  certification_id uuid not null references staffing.certification,
  department_id uuid not null references directory.department,
  name text not null,
  confirmed_at timestamptz,
  confirmed_by uuid references directory.person,
  primary key (certification_id, department_id)
);

create table staffing.certified_person (
  certification_id uuid not null,
  person_id uuid not null references directory.person,
  department_id uuid not null,
  name text not null,
  account text not null,
  job_title text,
  posts text[] not null,
  answer text check (answer in ('right', 'gone', 'wrong')),
  note text,
  answered_at timestamptz,
  answered_by uuid references directory.person,
  settled_at timestamptz,
  settled_by uuid references directory.person,
  settled_note text,
  primary key (certification_id, person_id),
  foreign key (certification_id, department_id) references staffing.certified_department,
  check ((answer is null) = (answered_at is null)),
  check (settled_at is null or answer in ('gone', 'wrong'))
);
create index certified_by_department on staffing.certified_person (certification_id, department_id);
revoke delete, truncate on staffing.certification, staffing.certified_department, staffing.certified_person from guiju_app;
-- What was frozen stays as it was.
revoke update on staffing.certified_person, staffing.certified_department, staffing.certification from guiju_app;
grant update (closed_at, closed_by) on staffing.certification to guiju_app;
grant update (confirmed_at, confirmed_by) on staffing.certified_department to guiju_app;
grant update (answer, note, answered_at, answered_by, settled_at, settled_by, settled_note) on staffing.certified_person to guiju_app;

-- Since when an employer's users wait to be certified, and when HR was told last.
create table staffing.certify_since (
  employer_id uuid primary key references directory.employer,
  since timestamptz not null,
  told_at timestamptz
);

-- Accounts that look like one person and aren't: their ids in order.
create table staffing.different_people (
  person_ids uuid[] primary key,
  said_by uuid references directory.person,
  said_at timestamptz not null
);
