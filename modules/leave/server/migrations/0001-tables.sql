-- Kinds of leave are data; a request keeps the words that its kind had.
create table leave.kind (
  kind text primary key check (kind ~ '^[a-z][A-Za-z]{1,30}$'),
  name_zh text not null,
  name_en text not null,
  sort int not null,
  closed boolean not null default false
);
insert into leave.kind (kind, name_zh, name_en, sort) values
  ('annual', '年休假', 'Annual leave', 10),
  ('personal', '事假', 'Personal leave', 20),
  ('sick', '病假', 'Sick leave', 30),
  ('lieu', '调休', 'Time off in lieu', 40),
  ('restDay', '公休假', 'Rest-day leave', 50),
  ('marriage', '婚假', 'Marriage leave', 60),
  ('maternity', '产假', 'Maternity leave', 70),
  ('paternity', '陪产假', 'Paternity leave', 80),
  ('parental', '育儿假', 'Parental leave', 90),
  ('bereavement', '丧假', 'Bereavement leave', 100),
  ('injury', '工伤假', 'Work injury leave', 110);

-- What was asked for, beside its request in approvals (request_id is that one's id).
create table leave.request (
  request_id uuid primary key,
  person_id uuid not null references directory.person,
  employer_id uuid not null references directory.employer,
  kind text not null references leave.kind,
  from_date date not null,
  from_half text not null check (from_half in ('morning', 'afternoon')),
  to_date date not null,
  to_half text not null check (to_half in ('morning', 'afternoon')),
  -- Half days as a range of whole numbers, both ends included.
  halves int4range not null generated always as (int4range(
    (from_date - date '2000-01-01') * 2 + case from_half when 'afternoon' then 1 else 0 end,
    (to_date - date '2000-01-01') * 2 + case to_half when 'afternoon' then 1 else 0 end, '[]')) stored,
  days numeric(5, 1) not null check (days > 0),
  begins timestamptz not null,
  ends timestamptz not null,
  reason text not null,
  -- Exactly what was handed to approvals.
  form jsonb not null,
  asked_at timestamptz not null,
  state text not null check (state in ('asked', 'taken', 'dropped')),
  check (begins < ends),
  constraint leave_overlaps exclude using gist (person_id with =, halves with &&) where (state <> 'dropped')
);
create index request_person on leave.request (person_id, asked_at desc);

-- The ledger of leave: what was taken, and given back. Entries are only added.
create table leave.entry (
  id uuid primary key,
  request_id uuid not null references leave.request,
  person_id uuid not null references directory.person,
  employer_id uuid not null references directory.employer,
  kind text not null references leave.kind,
  what text not null check (what in ('taken', 'givenBack')),
  days numeric(5, 1) not null check (days > 0),
  first_day date not null,
  at timestamptz not null,
  -- Number of the event that the system acted because of.
  because bigint not null,
  unique (request_id, what)
);
create index entry_person on leave.entry (person_id, first_day);
revoke update, delete, truncate on leave.entry from guiju_app;
