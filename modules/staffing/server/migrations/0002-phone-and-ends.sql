-- The code that a person was sent to prove a phone: its hash under a salt, for ten minutes and five tries.
create table staffing.phone_check (
  person_id uuid primary key references directory.person,
  phone text not null,
  salt bytea not null,
  hash bytea not null,
  made_at timestamptz not null,
  tries int not null default 0
);

-- Ends of probation and contract that HR was told of, each once.
create table staffing.end_told (
  person_id uuid not null references directory.person,
  what text not null check (what in ('probation', 'contract')),
  on_day date not null,
  told_at timestamptz not null,
  primary key (person_id, what, on_day)
);
