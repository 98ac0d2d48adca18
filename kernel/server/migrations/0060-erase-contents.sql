-- Erasing single contents, where a key would take too much with it (supervised destruction of one record). The content is emptied
-- and lies from now on under a key that never was: destroyed from the start, one for each act, named by its record in the chain.
-- The application can't write content in any other way.
create function kernel.erase_evidence_contents(key uuid, ids uuid[]) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  emptied int;
begin
  if not exists (
    select from kernel.evidence_key k
    where k.id = key and k.destroyed_at is not null and starts_with(k.scope, 'contents:')
      and not exists (select from kernel.evidence_content c where c.key_id = k.id)
  ) then
    raise exception 'Contents are erased under a fresh key of their own' using errcode = 'GJ022';
  end if;
  if exists (select from kernel.evidence_pending p where p.content_id = any(ids)) then
    raise exception 'What is not linked yet can not be erased' using errcode = 'GJ023';
  end if;
  if exists (select from kernel.evidence_content c where c.id = any(ids) and c.kind = 'evidence.keysDestroyed') then
    raise exception 'The records of erasures are never erased' using errcode = 'GJ024';
  end if;
  update kernel.evidence_content c set key_id = key, nonce = '', ciphertext = ''
  where c.id = any(ids)
    and exists (select from kernel.evidence_key k where k.id = c.key_id and k.destroyed_at is null);
  get diagnostics emptied = row_count;
  return emptied;
end $$;
revoke all on function kernel.erase_evidence_contents(uuid, uuid[]) from public;
grant execute on function kernel.erase_evidence_contents(uuid, uuid[]) to guiju_app;
