-- One-time access of leavers to what is recorded about them (Z19). Codes and tickets are kept as hashes only.
create table privacy.leaver_link (
  id uuid primary key,
  person_id uuid not null references directory.person,
  code_hash bytea not null unique,
  made_by uuid not null references directory.person,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  wrong_accounts int not null default 0 check (wrong_accounts between 0 and 5),
  used_at timestamptz,
  -- What opens the data after the link was used, until then.
  ticket_hash bytea unique,
  ticket_until timestamptz,
  voided_at timestamptz,
  check (num_nulls(used_at, ticket_hash, ticket_until) in (0, 3))
);
create unique index leaver_link_open on privacy.leaver_link (person_id) where used_at is null and voided_at is null;
create index leaver_link_newest on privacy.leaver_link (made_at desc, id desc);
revoke update, delete, truncate on privacy.leaver_link from guiju_app;
grant update (wrong_accounts, used_at, ticket_hash, ticket_until, voided_at) on privacy.leaver_link to guiju_app;
