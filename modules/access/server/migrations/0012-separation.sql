-- The separation of three administrators (三员分立): system, security, audit.
update access.role set name_zh = name_zh || '（原）', name_en = name_en || ' (former)'
  where key is null and removed_at is null and (name_zh in ('安全管理员', '审计管理员')
    or lower(name_en) in ('security administrator', 'audit administrator'));
insert into access.role (id, key, name_zh, name_en, holding) values
  ('00000000-0000-7000-8000-0000000ac00b', 'securityAdministrator', '安全管理员', 'Security administrator', 'assigned'),
  ('00000000-0000-7000-8000-0000000ac00c', 'auditAdministrator', '审计管理员', 'Audit administrator', 'assigned');

create table access.separation (
  only_row boolean primary key default true check (only_row),
  separated boolean not null,
  -- What had been changed in the three roles before, to be put back when it ends.
  former jsonb not null default '[]',
  changed_at timestamptz,
  changed_by uuid references directory.person,
  approved_by uuid references directory.person,
  glass_id uuid references access.break_glass,
  check (approved_by <> changed_by),
  constraint separation_by_two check (not separated or changed_by is not null),
  constraint separation_second check (changed_by is null or approved_by is not null or glass_id is not null)
);
insert into access.separation (separated) values (false);

create table access.separation_proposal (
  id uuid primary key,
  separated boolean not null,
  reason text not null,
  proposed_at timestamptz not null,
  proposed_by uuid not null references directory.person,
  decided_at timestamptz,
  decided_by uuid references directory.person,
  outcome text check (outcome in ('carriedOut', 'refused', 'withdrawn')),
  glass_id uuid references access.break_glass,
  check (num_nonnulls(decided_at, decided_by, outcome) in (0, 3)),
  -- Who proposed it doesn't agree to it.
  check (outcome is distinct from 'carriedOut' or glass_id is not null or decided_by <> proposed_by)
);
create unique index separation_proposal_open on access.separation_proposal ((true)) where outcome is null;

-- Which of the three a role is: by itself, or, any other role, by what it may do.
create view access.role_duty as
  select r.id as role_id, case r.key when 'administrator' then 'system' when 'securityAdministrator' then 'security'
    else 'audit' end as duty
  from access.role r where r.key in ('administrator', 'securityAdministrator', 'auditAdministrator')
  union
  select r.id, case p.permission when 'access.readAudit' then 'audit' else 'security' end
  from access.role r join access.role_permission p on p.role_id = r.id
  where r.removed_at is null and p.reach is not null
    and p.permission in ('access.readAudit', 'access.assignRoles', 'access.manageRoles')
    and coalesce(r.key, '') not in ('administrator', 'securityAdministrator', 'auditAdministrator');

-- Who holds which, from themselves or by a post; assignments that begin later count. A function, so that the directory's
-- views can still be made anew.
create function access.duty_holdings() returns table (person_id uuid, duty text, role_id uuid, post_id uuid)
  language sql stable as $$
  select a.person_id, d.duty, a.role_id, a.post_id
  from access.role_assignment a join access.role_duty d on d.role_id = a.role_id
  where a.ended_at is null and a.person_id is not null
  union all
  select h.person_id, d.duty, a.role_id, a.post_id
  from access.role_assignment a join access.role_duty d on d.role_id = a.role_id
  join directory.published_post_holding h on h.post_id = a.post_id
  where a.ended_at is null
$$;

-- Each change that could give somebody a second duty waits for those under way and looks at everybody.
create function access.refuse_two_duties() returns trigger language plpgsql as $$
declare
  is_separated boolean;
begin
  -- Shared, so that nothing slips in while the separation is being switched on.
  select separated into is_separated from access.separation for share;
  if not is_separated then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended('access.administration', 0));
  if exists (select from access.duty_holdings() h group by h.person_id having count(distinct h.duty) > 1)
    -- What everybody or every head has can be nobody's duty alone.
    or exists (select from access.role_duty d join access.role r on r.id = d.role_id where r.holding <> 'assigned') then
    raise exception 'somebody would hold two of the three administrators' using errcode = 'GJ030';
  end if;
  return null;
end $$;
create trigger two_duties after insert or update of role_id, person_id, post_id, ended_at on access.role_assignment
  for each statement execute function access.refuse_two_duties();
create trigger two_duties after insert or update on access.role_permission
  for each statement execute function access.refuse_two_duties();
create trigger two_duties after insert or update on directory.post_holding
  for each statement execute function access.refuse_two_duties();

-- While they are separated, what the three may do stays divided as it was agreed to.
create function access.refuse_divided_role() returns trigger language plpgsql as $$
declare
  is_separated boolean;
begin
  select separated into is_separated from access.separation for share;
  if is_separated and exists (select from access.role r where r.id in (new.role_id, old.role_id)
    and r.key in ('administrator', 'securityAdministrator', 'auditAdministrator')) then
    raise exception 'the three administrators are divided' using errcode = '23514', constraint = 'role_permission_divided';
  end if;
  return coalesce(new, old);
end $$;
create trigger divided_role before insert or update or delete on access.role_permission
  for each row execute function access.refuse_divided_role();

-- Switched on only where each of the three has somebody, and nobody two.
create function access.refuse_separation() returns trigger language plpgsql as $$
begin
  if (select count(distinct h.duty) from access.duty_holdings() h) < 3 then
    raise exception 'one of the three administrators has no holder' using errcode = '23514', constraint = 'separation_held';
  end if;
  return null;
end $$;
create trigger separation_held after insert or update on access.separation
  for each row when (new.separated) execute function access.refuse_separation();
create trigger two_duties after insert or update on access.separation
  for each statement execute function access.refuse_two_duties();
