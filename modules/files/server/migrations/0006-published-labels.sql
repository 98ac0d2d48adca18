-- What an attached file is marked with, and whether only some read that: whoever passes files on asks.
create or replace view files.published_file as
select f.id, f.name, f.owner_module, f.owner_kind, f.owner_id, c.id as blob, c.sha256, c.size, c.media_type, f.uploaded_at,
  c.shows, f.label, f.controlled
from files.file f join files.content c on c.id = f.content_id
where f.owner_module is not null;
