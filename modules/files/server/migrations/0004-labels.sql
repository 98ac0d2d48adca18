-- Classification (P5). Null: nobody said anything of it. `controlled`: its label is read by some only, so the search knows nothing of it.
alter table files.file add column label text, add column controlled boolean not null default false,
  add constraint file_label_said check (label is not null or not controlled);
grant update (label, controlled) on files.file to guiju_app;

create or replace view files.published_text as
select f.id as file_id, t.text
from files.file f join files.content_text t on t.content_id = f.content_id
where f.owner_module is not null and not f.sensitive and not f.controlled and t.text is not null;
