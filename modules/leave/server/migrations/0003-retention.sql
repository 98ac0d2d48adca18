-- Leave of a leaver goes two years after leaving, entries of the ledger with what was asked for. The application can remove entries
-- in no other way.
create function leave.erase_requests(ids uuid[], today date) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (
    select from leave.request r where r.request_id = any(ids) and (r.state = 'asked' or not exists (
      select from directory.person p where p.id = r.person_id and p.left_on + interval '24 months' <= today))
  ) then
    raise exception 'This leave may not be erased yet' using errcode = 'GJ052';
  end if;
  delete from leave.entry where request_id = any(ids);
  delete from leave.request where request_id = any(ids);
end $$;
revoke all on function leave.erase_requests(uuid[], date) from public;
grant execute on function leave.erase_requests(uuid[], date) to guiju_app;
revoke delete, truncate on leave.request from guiju_app;
