-- Whether the keys of new evidence are alive is asked key by key. As a join, planned while there were few keys, it read all keys
-- of the company for each row that was written.
create or replace function kernel.evidence_content_written() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (
    select from (select distinct key_id from fresh) f
    left join lateral (select key.id, key.destroyed_at from kernel.evidence_key key where key.id = f.key_id limit 1) k on true
    where k.id is null or k.destroyed_at is not null
  ) then
    raise exception 'The key of this evidence has been destroyed or never existed' using errcode = 'GJ020';
  end if;
  insert into kernel.evidence_pending (content_id) select id from fresh;
  return null;
end $$;
