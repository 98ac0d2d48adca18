-- Passkeys of people, and the challenges that they answer. Times come from the kernel clock as parameters.

-- A removed passkey stays: signatures made with it are verified against its key for ever.
create table access.passkey (
  id uuid primary key,
  person_id uuid not null references directory.person,
  -- Id of the credential, base64url.
  key_id text not null unique,
  algorithm text not null check (algorithm in ('webauthn-es256', 'webauthn-rs256', 'webauthn-ed25519')),
  -- SubjectPublicKeyInfo.
  public_key bytea not null,
  name text not null,
  -- Scheme, host and port that it was registered at, and is accepted from.
  origin text not null,
  transports text[] not null,
  backed_up boolean not null,
  counter bigint not null,
  registered_at timestamptz not null,
  used_at timestamptz,
  removed_at timestamptz,
  -- null while it stands, and where the system removed it.
  removed_by uuid references directory.person,
  removed_because text,
  check (removed_at is not null or (removed_by is null and removed_because is null))
);
create index passkey_person on access.passkey (person_id) where removed_at is null;

create table access.passkey_challenge (
  id uuid primary key,
  purpose text not null check (purpose in ('register', 'confirm', 'signIn', 'sign')),
  challenge bytea not null,
  -- Who asked, and in which session; nobody yet at a sign-in.
  person_id uuid references directory.person,
  session_id uuid,
  digest_algorithm text,
  digest bytea,
  expires_at timestamptz not null,
  used_at timestamptz,
  check ((purpose = 'signIn') = (person_id is null)),
  check ((person_id is null) = (session_id is null)),
  check ((purpose = 'sign') = (digest is not null and digest_algorithm is not null))
);
create index passkey_challenge_expiry on access.passkey_challenge (expires_at);

create view access.published_passkey as
  select key_id, person_id, algorithm, public_key, registered_at, removed_at from access.passkey;
