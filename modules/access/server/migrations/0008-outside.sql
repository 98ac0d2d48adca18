-- Where people may sign in from outside. What stands was agreed to by a second person, or by the opened sealed code.
create table access.outside_provider (
  id uuid primary key,
  kind text not null check (kind in ('oidc', 'wecom', 'dingtalk', 'feishu', 'ldap')),
  name text not null,
  active boolean not null,
  options jsonb not null,
  -- Sealed, and bound to this row's id.
  secret jsonb,
  -- What the provider says of itself (OpenID Connect Discovery).
  metadata jsonb,
  revision int not null,
  changed_at timestamptz not null,
  changed_by uuid references directory.person,
  approved_by uuid references directory.person,
  glass_id uuid references access.break_glass,
  stopped_by uuid references directory.person,
  tested_at timestamptz,
  test_error text,
  check (approved_by <> changed_by),
  check (changed_by is null or approved_by is not null or glass_id is not null)
);

create table access.outside_proposal (
  id uuid primary key,
  -- A new one has no row yet.
  provider_id uuid not null,
  revision int not null,
  kind text not null,
  name text not null,
  options jsonb not null,
  -- null: the one that stands stays.
  secret jsonb,
  reason text not null,
  proposed_at timestamptz not null,
  proposed_by uuid references directory.person,
  decided_at timestamptz,
  decided_by uuid references directory.person,
  outcome text check (outcome in ('carriedOut', 'refused', 'withdrawn')),
  glass_id uuid references access.break_glass,
  check ((decided_at is null) = (outcome is null)),
  -- Who proposed it doesn't agree to it.
  check (outcome is distinct from 'carriedOut' or proposed_by is null or glass_id is not null or decided_by <> proposed_by)
);
create unique index outside_proposal_open on access.outside_proposal (provider_id) where outcome is null;

-- Whose an account elsewhere is. `subject` is what the provider never gives to another.
create table access.outside_account (
  id uuid primary key,
  provider_id uuid not null references access.outside_provider,
  subject text not null,
  person_id uuid not null references directory.person,
  label text not null,
  how text not null check (how in ('claim', 'own', 'created')),
  linked_at timestamptz not null,
  removed_at timestamptz
);
create unique index outside_account_subject on access.outside_account (provider_id, subject) where removed_at is null;
create unique index outside_account_person on access.outside_account (person_id, provider_id) where removed_at is null;

-- An attempt to sign in, to link, or to look whether a provider answers. Gone a day after it is over.
create table access.outside_attempt (
  id uuid primary key,
  provider_id uuid not null references access.outside_provider,
  purpose text not null check (purpose in ('signIn', 'link', 'test')),
  -- Of the browser that began it, and of what comes back with it from the provider.
  secret_hash bytea,
  state_hash bytea,
  person_id uuid references directory.person,
  session_id uuid,
  network text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  state text not null check (state in ('begun', 'returned', 'taken', 'known', 'failed', 'finished')),
  -- Sealed: verifier, nonce, the code; a password until it is tried, which is within seconds.
  sealed jsonb,
  -- The failure that counts until the password turns out to be right.
  attempt_id uuid,
  found jsonb,
  error text,
  check (purpose = 'test' or secret_hash is not null),
  check ((purpose = 'link') = (person_id is not null))
);
create index outside_attempt_due on access.outside_attempt (made_at) where state = 'returned';

alter table access.sign_in add column provider_id uuid references access.outside_provider;
