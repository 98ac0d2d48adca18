-- More than late approvals: what a group's leader left undone, and what a person confirmed of a message.
alter table policy.finding add column kind text not null generated always as (fact ->> 'kind') stored;
alter table policy.finding add constraint known_kind check (kind in ('overdueTask', 'groupDuty', 'contentFinding'));

-- Where a person found the fact, that person decides nothing in the case (L5).
alter table policy.case_file add column finder_id uuid references directory.person;
alter table policy.decision add column finder_id uuid;
alter table policy.decision add constraint decider_is_not_finder check (decided_by is distinct from finder_id);

create function policy.guard_finder() returns trigger language plpgsql as $$
begin
  if new.finder_id is distinct from (select c.finder_id from policy.case_file c where c.id = new.case_id) then
    raise exception 'a decision names the finder of its case' using errcode = 'check_violation', constraint = 'decider_is_not_finder';
  end if;
  return new;
end $$;
create trigger decision_finder before insert on policy.decision for each row execute function policy.guard_finder();
