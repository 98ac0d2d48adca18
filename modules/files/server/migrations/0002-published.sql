-- Attached files, for modules that put what belongs to their things into an archive.
create view files.published_file as
select f.id, f.name, f.owner_module, f.owner_kind, f.owner_id, c.id as blob, c.sha256, c.size, c.media_type, f.uploaded_at
from files.file f join files.content c on c.id = f.content_id
where f.owner_module is not null;
