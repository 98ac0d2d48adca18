-- Programs of third parties that may call this one. What they are takes two people; stopping takes one.
create table integrations.application (
  id uuid primary key,
  revision int not null check (revision > 0),
  active boolean not null,
  definition jsonb not null,
  changed_at timestamptz not null,
  proposed_by uuid not null references directory.person,
  approved_by uuid references directory.person,
  -- The opened sealed code that stood in for the second person (access.break_glass).
  glass_id uuid,
  stopped_at timestamptz,
  stopped_by uuid references directory.person,
  constraint application_by_two check (approved_by is not null or glass_id is not null),
  check (approved_by <> proposed_by),
  check (active = (stopped_at is null))
);

create table integrations.proposal (
  id uuid primary key,
  application_id uuid not null,
  -- What was looked at; 0: a new one.
  revision int not null check (revision >= 0),
  definition jsonb not null,
  reason text not null,
  proposed_at timestamptz not null,
  proposed_by uuid not null references directory.person,
  decided_at timestamptz,
  decided_by uuid references directory.person,
  outcome text check (outcome in ('carriedOut', 'refused', 'withdrawn')),
  glass_id uuid,
  check (num_nonnulls(decided_at, decided_by, outcome) in (0, 3)),
  check (outcome is distinct from 'carriedOut' or glass_id is not null or decided_by <> proposed_by),
  check (glass_id is null or outcome = 'carriedOut')
);
create unique index proposal_open on integrations.proposal (application_id) where outcome is null;

-- Only the hash of a key is kept, and how it begins.
create table integrations.key (
  id uuid primary key,
  application_id uuid not null references integrations.application,
  label text not null,
  days int not null check (days > 0),
  replaces uuid references integrations.key,
  overlap_hours int not null check (overlap_hours >= 0),
  reason text not null,
  asked_at timestamptz not null,
  asked_by uuid not null references directory.person,
  decided_at timestamptz,
  decided_by uuid references directory.person,
  outcome text check (outcome in ('agreed', 'refused', 'withdrawn')),
  glass_id uuid,
  key_hash bytea unique check (length(key_hash) = 32),
  prefix text,
  fetched_at timestamptz,
  ends_at timestamptz,
  stopped_at timestamptz,
  stopped_by uuid references directory.person,
  last_used_at timestamptz,
  last_used_from text,
  check (num_nonnulls(decided_at, decided_by, outcome) in (0, 3)),
  -- Who asked for it doesn't agree to it, and nothing opens before somebody did.
  check (outcome is distinct from 'agreed' or glass_id is not null or decided_by <> asked_by),
  check (num_nonnulls(key_hash, prefix, fetched_at, ends_at) in (0, 4)),
  constraint key_by_two check (key_hash is null or outcome = 'agreed')
) with (fillfactor = 70);
create index key_application on integrations.key (application_id);

-- How far an application has been told. The secrets are sealed and bound to the application.
create table integrations.webhook (
  application_id uuid primary key references integrations.application,
  number bigint not null,
  secret jsonb not null,
  -- When somebody was shown it; before, nobody can tell that what arrives is ours.
  shown_at timestamptz,
  former_secret jsonb,
  former_until timestamptz
) with (fillfactor = 70);

-- What it is told: one line for each event, read from the log when it is sent.
create table integrations.delivery (
  id uuid primary key,
  application_id uuid not null references integrations.application,
  -- null: a test.
  number bigint,
  event text not null,
  state text not null check (state in ('waiting', 'told', 'dead')),
  tries int not null default 0,
  next_try timestamptz,
  status int,
  error text,
  at timestamptz not null,
  -- Somebody looks at what becomes of it: a test, or sent again.
  watched boolean not null default false,
  check ((state = 'waiting') = (next_try is not null)),
  unique (application_id, number)
) with (fillfactor = 70);
create index delivery_due on integrations.delivery (next_try) where state = 'waiting';
create index delivery_list on integrations.delivery (application_id, id desc);
create index delivery_dead on integrations.delivery (application_id) where state = 'dead';
create index delivery_told on integrations.delivery (at) where state = 'told';

-- What an application calls people, whom it made leave, and whom it has removed from its sight.
create table integrations.provisioned (
  application_id uuid not null references integrations.application,
  person_id uuid not null references directory.person,
  external_id text,
  left_at timestamptz,
  removed_at timestamptz,
  primary key (application_id, person_id)
);
create unique index provisioned_external on integrations.provisioned (application_id, external_id) where removed_at is null;
create index provisioned_left on integrations.provisioned (application_id, left_at) where left_at is not null;
