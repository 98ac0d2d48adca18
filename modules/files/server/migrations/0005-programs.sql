-- Uploads of programs, which sign in nowhere: `program` is what their module calls the one that sent it.
alter table files.file alter column uploader_id drop not null,
  add column program text check (length(program) between 1 and 100),
  add constraint file_sent_by check (num_nulls(uploader_id, program) = 1);
create index file_unattached_of_program on files.file (program) where owner_module is null and program is not null;

-- What programs uploaded and nothing uses, for the modules that speak for them.
create view files.published_upload as
select f.id, f.program, f.name from files.file f where f.owner_module is null and f.program is not null;
