-- A finished request as it went into the archive: once, for ever. The package lies in the blobs; its digest is sealed in the evidence too.
create table approvals.archive (
  instance_id uuid primary key references approvals.instance,
  archived_at timestamptz not null,
  -- How many events it holds.
  revision int not null check (revision > 0),
  blob text not null,
  size bigint not null,
  digest bytea not null unique,
  print_digest bytea not null,
  -- Years, or 0: permanent.
  years int not null check (years >= 0),
  kept_until timestamptz,
  evidence_id uuid not null,
  check ((years = 0) = (kept_until is null))
);
create index archive_kept_until on approvals.archive (kept_until) where kept_until is not null;
create index archive_print_digest on approvals.archive (print_digest);

-- Printed forms that were given out. The bytes go after a day, the digest stays: a file can be held against it for ever.
create table approvals.print (
  id uuid primary key,
  instance_id uuid not null references approvals.instance,
  person_id uuid not null references directory.person,
  at timestamptz not null,
  revision int not null,
  pages int not null,
  size bigint not null,
  digest bytea not null,
  blob text
);
create index print_digest on approvals.print (digest);
create index print_kept on approvals.print (at) where blob is not null;

-- The verification code on paper: ten bytes of the digest of the first link, which nobody can guess.
create unique index event_verification on approvals.event (substring(sha256(hash) from 1 for 10)) where seq = 1;

revoke update, delete, truncate on approvals.archive, approvals.print from guiju_app;
grant update (blob) on approvals.print to guiju_app;
