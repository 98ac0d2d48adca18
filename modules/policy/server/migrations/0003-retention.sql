-- What was found about somebody who has left is removed when its time is over (Z18): finding, case, decisions, ledger. That it was
-- stays in the chain of evidence. The only way: the application can't delete any of it otherwise. Never within a year after the
-- person left and the case was over.
create function policy.erase_finding(of_finding uuid, today date) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  of_case uuid;
begin
  if not exists (
    select from policy.finding f join directory.person p on p.id = f.person_id
    where f.id = of_finding and p.left_on + interval '12 months' <= today
  ) or exists (
    select from policy.case_file c
    where c.finding_id = of_finding and (c.ended_at is null or c.ended_at + interval '12 months' > today)
  ) then
    raise exception 'This finding may not be erased yet' using errcode = 'GJ040';
  end if;
  select c.id into of_case from policy.case_file c where c.finding_id = of_finding for update;
  delete from policy.ledger_entry l where l.case_id = of_case;
  delete from policy.case_note n where n.case_id = of_case;
  delete from policy.decision d where d.case_id = of_case;
  delete from policy.case_file c where c.id = of_case;
  delete from policy.finding f where f.id = of_finding;
end $$;
revoke all on function policy.erase_finding(uuid, date) from public;
grant execute on function policy.erase_finding(uuid, date) to guiju_app;
