-- What a document says, for the search of the modules above. Read after the upload, once for each content.
create table files.content_text (
  content_id uuid primary key references files.content on delete cascade,
  -- Until it has been read, or given up: when it is taken next, and how often it was.
  try_at timestamptz,
  tries int not null default 0,
  -- Null: not read yet, or nothing to be read in it.
  text text
);
create index content_text_waiting on files.content_text (try_at) where try_at is not null;

-- Of pictures that were passed on from where they are shown without the place they were taken at: nobody gets the place.
alter table files.file add column placeless boolean not null default false;

create or replace view files.published_file as
select f.id, f.name, f.owner_module, f.owner_kind, f.owner_id, c.id as blob, c.sha256, c.size, c.media_type, f.uploaded_at,
  c.shows
from files.file f join files.content c on c.id = f.content_id
where f.owner_module is not null;

-- What attached documents say; of sensitive ones nothing.
create view files.published_text as
select f.id as file_id, t.text
from files.file f join files.content_text t on t.content_id = f.content_id
where f.owner_module is not null and not f.sensitive and t.text is not null;
