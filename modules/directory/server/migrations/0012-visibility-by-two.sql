-- Who sees what is an important permission (A4): one person proposes, another agrees, and the database says so too.

create table directory.visibility_proposal (
  id uuid primary key,
  rule_id uuid not null,
  -- Of the rule that was looked at; 0: there is none yet.
  revision int not null check (revision >= 0),
  -- What the rule is to be; null: it is to go.
  rule jsonb,
  reason text not null,
  proposed_at timestamptz not null,
  proposed_by uuid not null references directory.person,
  decided_at timestamptz,
  decided_by uuid references directory.person,
  outcome text check (outcome in ('carriedOut', 'refused', 'withdrawn')),
  -- The opened sealed code that stood in for the second person (access.break_glass).
  glass_id uuid,
  check (num_nonnulls(decided_at, decided_by, outcome) in (0, 3)),
  check (glass_id is null or outcome = 'carriedOut'),
  constraint visibility_second check (outcome is distinct from 'carriedOut' or glass_id is not null or decided_by <> proposed_by)
);
create unique index visibility_proposal_open on directory.visibility_proposal (rule_id) where outcome is null;

-- Rules from before were made by one person and stay until they are changed.
alter table directory.visibility_rule
  add column revision int not null default 1,
  add column approved_by uuid references directory.person,
  add column glass_id uuid,
  add constraint visibility_by_two check (changed_by is null or glass_id is not null or (approved_by is not null and approved_by <> changed_by)) not valid;

-- A rule that goes shows people again: it goes by a proposal that was carried out, or by the program itself.
create function directory.visibility_goes() returns trigger language plpgsql as $$
begin
  if old.changed_by is not null and not exists (select from directory.visibility_proposal p
      where p.rule_id = old.id and p.revision = old.revision and p.rule is null and p.outcome = 'carriedOut') then
    raise exception 'the rule % goes by two people', old.id using errcode = 'check_violation', constraint = 'visibility_goes_by_two';
  end if;
  return old;
end $$;
create trigger visibility_goes before delete on directory.visibility_rule
  for each row execute function directory.visibility_goes();
revoke truncate on directory.visibility_rule, directory.visibility_proposal from guiju_app;
revoke delete on directory.visibility_proposal from guiju_app;
