-- Why somebody was signed out everywhere by another person. Times come from the kernel clock.
create table access.ended_by_other (
  id uuid primary key,
  person_id uuid not null references directory.person,
  at timestamptz not null,
  by_id uuid not null references directory.person,
  reason text not null
);
create index ended_by_other_at on access.ended_by_other (at);
