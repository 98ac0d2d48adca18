-- A comparison with a directory server, and what came of it.
create table access.ldap_sync (
  id uuid primary key,
  provider_id uuid not null references access.outside_provider,
  state text not null check (state in ('asked', 'reading', 'ready', 'applied', 'failed', 'outdated')),
  asked_at timestamptz not null,
  asked_by uuid references directory.person,
  read_until timestamptz,
  entries int not null default 0,
  error text,
  applied_at timestamptz,
  applied_by uuid references directory.person,
  check ((state = 'applied') = (applied_at is not null))
);
create index ldap_sync_of on access.ldap_sync (provider_id, asked_at);

create table access.ldap_difference (
  sync_id uuid not null references access.ldap_sync on delete cascade,
  number int not null,
  kind text not null check (kind in ('create', 'change', 'leave', 'role', 'problem')),
  label text not null,
  subject text,
  person_id uuid references directory.person,
  changes jsonb not null,
  problem text,
  role_id uuid references access.role,
  primary key (sync_id, number)
);
