-- An upload in parts may also be a program's, which signs in nowhere and brings a key.
alter table kernel.resumable_upload
  alter column person_id drop not null,
  -- Who it is, as the query says that stands before its operation.
  add column program text,
  add constraint resumable_upload_one_sender check ((person_id is null) <> (program is null));
create index resumable_upload_program on kernel.resumable_upload (program) where sha256 is null and program is not null;
