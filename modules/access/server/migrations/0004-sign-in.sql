-- Second factors, the record of sign-ins, and sign-in by a code that the phone scans. Times come from the kernel clock.

-- Secrets of one-time codes, sealed under the person's key. At most one stands; a proposed one counts once it was confirmed.
create table access.totp (
  id uuid primary key,
  person_id uuid not null references directory.person,
  key_id uuid not null,
  cipher text not null,
  nonce bytea not null,
  sealed bytea not null,
  proposed_at timestamptz not null,
  confirmed_at timestamptz,
  -- Step (30 seconds) of the last code that was taken: this one and those before count no more.
  last_step bigint,
  removed_at timestamptz,
  check ((confirmed_at is null) = (last_step is null))
);
create unique index totp_standing on access.totp (person_id) where confirmed_at is not null and removed_at is null;
create index totp_person on access.totp (person_id, proposed_at);

-- 80 random bits each, so one round of SHA-256 is enough.
create table access.recovery_code (
  code_hash bytea primary key,
  person_id uuid not null references directory.person,
  made_at timestamptz not null,
  used_at timestamptz
);
create index recovery_code_person on access.recovery_code (person_id);

-- A lost second factor is taken away by two people, neither of them its owner.
create table access.factor_reset (
  id uuid primary key,
  person_id uuid not null references directory.person,
  reason text not null,
  proposed_at timestamptz not null,
  proposed_by uuid not null references directory.person,
  decided_at timestamptz,
  decided_by uuid references directory.person,
  carried_out boolean,
  -- By one person alone, as the company's setting allowed at the time.
  alone boolean not null default false,
  check (proposed_by <> person_id),
  check (decided_by <> person_id),
  check (alone or decided_by <> proposed_by or carried_out is false),
  check ((decided_at is null) = (decided_by is null) and (decided_at is null) = (carried_out is null))
);
create unique index factor_reset_open on access.factor_reset (person_id) where decided_at is null;
create index factor_reset_proposed on access.factor_reset (proposed_at desc, id desc);

-- Set where the owner said that somebody else signed in: the password opens nothing until it is changed.
alter table access.credential add column stopped_at timestamptz;

-- A browser that has signed in keeps a random secret; its hash here lets attempts be told from a stranger's.
alter table access.sign_in_attempt
  add column device_hash bytea,
  add column what text not null default 'password' check (what in ('password', 'code'));
create index sign_in_attempt_account on access.sign_in_attempt (account_hash, at) where not succeeded;

-- Every sign-in, by the id of its session.
create table access.sign_in (
  id uuid primary key,
  person_id uuid not null references directory.person,
  at timestamptz not null,
  how text not null check (how in ('activation', 'password', 'passkey', 'qr', 'outside')),
  strength text not null check (strength in ('password', 'secondFactor', 'passkey')),
  device_hash bytea,
  network text not null,
  address text not null,
  agent text not null,
  zone text,
  -- Why it is out of the ordinary; empty: it isn't.
  unusual text[] not null default '{}',
  -- What the owner said of it.
  mine boolean,
  answered_at timestamptz,
  check ((mine is null) = (answered_at is null))
);
create index sign_in_person on access.sign_in (person_id, at desc);
create index sign_in_at on access.sign_in (at);

create table access.qr_sign_in (
  id uuid primary key,
  -- Of the code in the picture, and of what the waiting browser proves itself with.
  code_hash bytea not null unique,
  secret_hash bytea not null,
  -- Shown beside the picture and typed on the phone: whoever only sends somebody a picture doesn't get it answered.
  number int not null check (number between 10 and 99),
  wrong_numbers int not null default 0,
  network text not null,
  address text not null,
  agent text not null,
  shared boolean not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  person_id uuid references directory.person,
  strength text check (strength in ('password', 'secondFactor')),
  allowed boolean,
  answered_at timestamptz,
  finished_at timestamptz,
  check ((allowed is null) = (answered_at is null) and (allowed is null) = (person_id is null)),
  check (finished_at is null or allowed)
);
create index qr_sign_in_expiry on access.qr_sign_in (expires_at);
