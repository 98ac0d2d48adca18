-- What approved requests say, each once, under the request's id. because: number of the event that the system acted because of.
-- state: doubled: another approved one covers the same already. Attendance proper reads what is approved.
create table attendance.overtime (
  request_id uuid primary key,
  person_id uuid not null references directory.person,
  employer_id uuid not null references directory.employer,
  day date not null,
  begins timestamptz not null,
  ends timestamptz not null,
  hours numeric(6, 2) not null check (hours > 0),
  -- null: no working time was known.
  day_kind text check (day_kind in ('workday', 'restDay', 'holiday')),
  compensation text not null check (compensation in ('pay', 'timeOff')),
  state text not null check (state in ('approved', 'revoked', 'doubled')),
  recorded_at timestamptz not null,
  because bigint not null,
  check (begins < ends),
  constraint overtime_once exclude using gist (person_id with =, tstzrange(begins, ends) with &&) where (state = 'approved')
);
create table attendance.trip (
  request_id uuid primary key,
  person_id uuid not null references directory.person,
  employer_id uuid not null references directory.employer,
  from_date date not null,
  from_half text not null check (from_half in ('morning', 'afternoon')),
  to_date date not null,
  to_half text not null check (to_half in ('morning', 'afternoon')),
  halves int4range not null generated always as (int4range(
    (from_date - date '2000-01-01') * 2 + case from_half when 'afternoon' then 1 else 0 end,
    (to_date - date '2000-01-01') * 2 + case to_half when 'afternoon' then 1 else 0 end, '[]')) stored,
  places text[] not null,
  companion_ids uuid[] not null,
  cost_centre text,
  state text not null check (state in ('approved', 'revoked', 'doubled')),
  recorded_at timestamptz not null,
  because bigint not null,
  constraint trip_once exclude using gist (person_id with =, halves with &&) where (state = 'approved')
);
create table attendance.outing (
  request_id uuid primary key,
  person_id uuid not null references directory.person,
  employer_id uuid not null references directory.employer,
  begins timestamptz not null,
  ends timestamptz not null,
  place text not null,
  state text not null check (state in ('approved', 'revoked', 'doubled')),
  recorded_at timestamptz not null,
  because bigint not null,
  check (begins < ends),
  constraint outing_once exclude using gist (person_id with =, tstzrange(begins, ends) with &&) where (state = 'approved')
);
-- 打卡异常登记: what was told of a punch; no fault follows from it.
create table attendance.irregular_punch (
  request_id uuid primary key,
  person_id uuid not null references directory.person,
  employer_id uuid not null references directory.employer,
  day date not null,
  direction text not null check (direction in ('in', 'out')),
  what text not null,
  state text not null check (state in ('approved', 'revoked', 'doubled')),
  recorded_at timestamptz not null,
  because bigint not null
);
create unique index irregular_punch_once on attendance.irregular_punch (person_id, day, direction) where state = 'approved';
create table attendance.punch_correction (
  request_id uuid primary key,
  person_id uuid not null references directory.person,
  employer_id uuid not null references directory.employer,
  day date not null,
  direction text not null check (direction in ('in', 'out')),
  at timestamptz not null,
  reason text not null,
  state text not null check (state in ('approved', 'revoked', 'doubled')),
  recorded_at timestamptz not null,
  because bigint not null
);
create unique index punch_correction_once on attendance.punch_correction (person_id, day, direction) where state = 'approved';
