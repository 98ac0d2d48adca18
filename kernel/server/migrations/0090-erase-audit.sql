-- Lines of the searchable audit go at the end of their retention, after what was sealed of them: never before half a year, and only
-- what the chain has as erased. The application can remove them in no other way.
create function kernel.erase_audit(ids uuid[], moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from kernel.audit a where a.id = any(ids) and a.at + interval '6 months' > moment)
    or exists (
      select from kernel.evidence_content c join kernel.evidence_key k on k.id = c.key_id
      where c.id = any(ids) and k.destroyed_at is null)
  then
    raise exception 'These lines of the audit may not be erased yet' using errcode = 'GJ025';
  end if;
  delete from kernel.audit where id = any(ids);
end $$;
revoke all on function kernel.erase_audit(uuid[], timestamptz) from public;
grant execute on function kernel.erase_audit(uuid[], timestamptz) to guiju_app;
