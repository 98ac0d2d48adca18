-- The register: every text that was approved, exactly as it was. Its id is that of the approval, so one approval publishes once.
create table bulletins.bulletin (
  id uuid primary key,
  number text not null,
  sort text not null check (sort in ('bulletin', 'notice', 'circular')),
  headline text not null,
  body text not null,
  -- Last day, where the publisher works; ends_at: when that day is over.
  valid_until date,
  ends_at timestamptz,
  publisher_id uuid not null references directory.person,
  employer_id uuid not null references directory.employer,
  published_at timestamptz not null,
  -- Number of the event that the system acted because of.
  because bigint not null,
  check ((valid_until is null) = (ends_at is null))
);
create index bulletin_newest on bulletins.bulletin (published_at desc, id desc);
revoke update, delete, truncate on bulletins.bulletin from guiju_app;

-- 撤下. Nobody: because the approval was revoked.
create table bulletins.taken_down (
  bulletin_id uuid primary key references bulletins.bulletin,
  at timestamptz not null,
  by_id uuid references directory.person,
  reason text,
  check ((by_id is null) = (reason is null))
);
revoke update, delete, truncate on bulletins.taken_down from guiju_app;

create table bulletins.read_by (
  person_id uuid not null references directory.person,
  bulletin_id uuid not null references bulletins.bulletin,
  at timestamptz not null,
  primary key (person_id, bulletin_id)
);
revoke update, delete, truncate on bulletins.read_by from guiju_app;
