-- In which language people read; its type stands in contract/views.ts. Who chose none reads Chinese.
create view access.published_language as
  select person_id, language from access.preference;
