-- Which head supervises which platform administrator (A4.1), and the digests of what they did.
create table admin.supervision (
  id uuid primary key,
  administrator_id uuid not null references directory.person,
  supervisor_id uuid not null references directory.person,
  every text not null check (every in ('day', 'week')),
  named_at timestamptz not null,
  named_by uuid not null references directory.person,
  ended_at timestamptz,
  -- Nobody supervises themselves, or chooses who supervises them.
  constraint supervision_not_over_oneself check (supervisor_id <> administrator_id and named_by <> administrator_id)
);
create unique index supervision_now on admin.supervision (administrator_id) where ended_at is null;

-- What it lists stays in the audit; here only what was told, and when it was seen.
create table admin.digest (
  id uuid primary key,
  supervision_id uuid not null references admin.supervision,
  from_at timestamptz not null,
  until_at timestamptz not null,
  actions int not null check (actions >= 0),
  seen_at timestamptz,
  check (from_at < until_at),
  unique (supervision_id, from_at)
);
