-- Uploads that arrive in parts, in the order of the tus protocol. How much is there, the blob store knows.
create table kernel.resumable_upload (
  -- Of its blob too.
  id uuid primary key,
  person_id uuid not null,
  -- The upload that it is for: who may send it, and how much, was asked for this one.
  operation text not null,
  -- Bytes in all.
  size bigint not null check (size > 0),
  until timestamptz not null,
  -- Once it was handed to the operation: what arrived, and the command that took it.
  sha256 text,
  command_id uuid,
  check ((sha256 is null) = (command_id is null))
);
create index resumable_upload_of on kernel.resumable_upload (person_id) where sha256 is null;
create index resumable_upload_until on kernel.resumable_upload (until);
