-- Evidence: what was recorded (content, erasable), that it was recorded (links, unforgettable), and who stands for it (signed heads).
create schema if not exists kernel;

-- Keys of the content, each wrapped by the master key, which is a file and never in here. Destroying one erases all content under it.
create table kernel.evidence_key (
  id uuid primary key,
  scope text not null,
  subject_person_id uuid,
  cipher text not null,
  master_key_id text not null,
  nonce bytea,
  wrapped bytea,
  created_at timestamptz not null,
  destroyed_at timestamptz,
  check ((destroyed_at is null) = (wrapped is not null)),
  check ((wrapped is null) = (nonce is null))
);
create unique index evidence_key_alive on kernel.evidence_key (scope) where destroyed_at is null;
create index evidence_key_subject on kernel.evidence_key (subject_person_id) where destroyed_at is null;

-- The ciphertext holds the salt and the canonical bytes: without the key neither can be guessed at.
-- No foreign key to evidence_key: concurrent commands would all lock the one row of the month's key. The trigger below checks instead.
create table kernel.evidence_content (
  id uuid primary key,
  chain text not null,
  kind text not null,
  at timestamptz not null,
  subject_person_id uuid,
  key_id uuid not null,
  cipher text not null,
  nonce bytea not null,
  ciphertext bytea not null,
  commitment_algorithm text not null,
  commitment bytea not null
);
create index evidence_content_subject on kernel.evidence_content (subject_person_id, at) where subject_person_id is not null;

-- Content that the relay has yet to link; filled by the trigger, so that no content can be written past the chain.
create table kernel.evidence_pending (
  position bigint generated always as identity primary key,
  content_id uuid not null unique references kernel.evidence_content (id)
);

create table kernel.evidence_link (
  number bigint primary key check (number > 0),
  chain text not null,
  content_id uuid not null unique references kernel.evidence_content (id),
  commitment_algorithm text not null,
  commitment bytea not null,
  previous bytea not null,
  hash bytea not null,
  algorithm text not null,
  at timestamptz not null
);

-- One row: where the company's chain ends. Moved by compare-and-set together with the links.
create table kernel.evidence_head (
  sole boolean primary key default true check (sole),
  number bigint not null check (number >= 0),
  hash bytea not null
);
-- sha-256 of {"chain":"company","purpose":"guiju evidence chain 1"}: firstHash('company') in next-link.ts.
insert into kernel.evidence_head (number, hash)
values (0, sha256(convert_to('{"chain":"company","purpose":"guiju evidence chain 1"}', 'UTF8')));

create table kernel.evidence_signed_head (
  id bigint generated always as identity primary key,
  number bigint not null,
  hash bytea not null,
  at timestamptz not null,
  algorithm text not null,
  public_key bytea not null,
  signature bytea not null
);
create index evidence_signed_head_number on kernel.evidence_signed_head (number);

create function kernel.evidence_content_written() returns trigger language plpgsql as $$
begin
  if exists (
    select from fresh left join kernel.evidence_key k on k.id = fresh.key_id and k.destroyed_at is null where k.id is null
  ) then
    raise exception 'The key of this evidence has been destroyed or never existed' using errcode = 'GJ020';
  end if;
  insert into kernel.evidence_pending (content_id) select id from fresh;
  return null;
end $$;
create trigger evidence_content_written after insert on kernel.evidence_content
  referencing new table as fresh for each statement execute function kernel.evidence_content_written();

-- A key can be destroyed, and nothing else can be done to it.
create function kernel.evidence_key_only_destroyed() returns trigger language plpgsql as $$
begin
  if old.destroyed_at is not null or new.destroyed_at is null then
    raise exception 'A key of evidence can only be destroyed, once' using errcode = 'GJ021';
  end if;
  return new;
end $$;
create trigger evidence_key_only_destroyed before update on kernel.evidence_key
  for each row execute function kernel.evidence_key_only_destroyed();

revoke all on kernel.evidence_key, kernel.evidence_content, kernel.evidence_pending, kernel.evidence_link,
  kernel.evidence_head, kernel.evidence_signed_head from guiju_app;
grant usage on schema kernel to guiju_app;
grant select, insert on kernel.evidence_key, kernel.evidence_content, kernel.evidence_link, kernel.evidence_signed_head to guiju_app;
grant update (nonce, wrapped, destroyed_at) on kernel.evidence_key to guiju_app;
grant select, insert, delete on kernel.evidence_pending to guiju_app;
grant select on kernel.evidence_head to guiju_app;
grant update (number, hash) on kernel.evidence_head to guiju_app;
