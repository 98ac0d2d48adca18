-- 档案销毁: lists of archived requests whose retention period is over, each proposed by one person and approved by another, and what
-- was destroyed by them. They stay for ever.
create table approvals.destruction (
  id uuid primary key,
  number text not null unique,
  employer_id uuid not null references directory.employer,
  reason text not null,
  revision int not null,
  proposed_by uuid not null references directory.person,
  proposed_at timestamptz not null,
  approved_by uuid references directory.person,
  approved_at timestamptz,
  withdrawn_by uuid references directory.person,
  withdrawn_at timestamptz,
  finished_at timestamptz,
  -- SHA-256 over what was destroyed: number, kind, head and packages of each request.
  digest bytea,
  constraint four_eyes check (approved_by <> proposed_by),
  check ((approved_by is null) = (approved_at is null)),
  check ((withdrawn_by is null) = (withdrawn_at is null)),
  check (approved_at is null or withdrawn_at is null),
  check (finished_at is null or approved_at is not null),
  check ((finished_at is null) = (digest is null))
);
create index destruction_open on approvals.destruction (id) where approved_at is not null and finished_at is null;

-- proposed: waits. kept: kept longer at the review. stopped: something came up before its turn. dropped: the list was withdrawn.
create table approvals.destruction_item (
  destruction_id uuid not null references approvals.destruction,
  instance_id uuid not null references approvals.instance,
  state text not null check (state in ('proposed', 'kept', 'stopped', 'dropped', 'destroyed')),
  number text not null,
  kind text not null,
  submitted_at timestamptz not null,
  ended_at timestamptz not null,
  archived_at timestamptz not null,
  kept_until timestamptz not null,
  years int not null,
  events int not null,
  head bytea not null,
  -- Of the archive packages, in their order.
  digests bytea[] not null,
  why text,
  forms int,
  files int,
  destroyed_at timestamptz,
  -- The sealed record of it, which is never erased.
  evidence_id uuid,
  primary key (destruction_id, instance_id),
  check ((state = 'destroyed') = (destroyed_at is not null)),
  check (num_nulls(destroyed_at, evidence_id, forms, files) in (0, 4))
);
create unique index destruction_item_once on approvals.destruction_item (instance_id) where state in ('proposed', 'destroyed');

-- 续存: kept longer than the period of its kind, for a reason.
create table approvals.kept_longer (
  instance_id uuid not null references approvals.instance,
  until_at timestamptz not null,
  reason text not null,
  by_id uuid not null references directory.person,
  at timestamptz not null,
  primary key (instance_id, at)
);

-- 冻结: a case, complaint, audit or objection for which a request must be kept, until somebody ends it. placed_by null: the program.
create table approvals.hold (
  id uuid primary key,
  instance_id uuid not null references approvals.instance,
  reason text not null,
  placed_by uuid references directory.person,
  placed_at timestamptz not null,
  ended_by uuid references directory.person,
  ended_at timestamptz,
  end_reason text,
  check (num_nulls(ended_by, ended_at, end_reason) in (0, 3))
);
create index hold_open on approvals.hold (instance_id) where ended_at is null;
insert into approvals.hold (id, instance_id, reason, placed_at)
select gen_random_uuid(), id, '被代发起人提出异议 · An objection to the submission', (state ->> 'objectedAt')::timestamptz
from approvals.instance where state ? 'objectedAt';

-- The number of the list under which the content was destroyed. Null: it is there.
alter table approvals.instance add column destruction_no text references approvals.destruction (number);
alter table approvals.archive alter column blob drop not null;
drop index approvals.archive_kept_until;
create index archive_kept_until on approvals.archive (kept_until) where kept_until is not null and blob is not null;

-- Why a request can't be destroyed at this instant; null: nothing stands against it.
create function approvals.destruction_stopped(of_instance uuid, moment timestamptz) returns text language sql stable as $$
  select case
    when i.destruction_no is not null then 'destroyed'
    when i.ended_at is null then 'running'
    when not exists (select from approvals.archive a where a.instance_id = i.id and a.archived_at >= i.ended_at) then 'notArchived'
    when exists (select from approvals.archive a where a.instance_id = i.id and (a.kept_until is null or a.kept_until > moment)) then 'kept'
    when exists (select from approvals.kept_longer k where k.instance_id = i.id and k.until_at > moment) then 'keptLonger'
    when exists (select from approvals.hold h where h.instance_id = i.id and h.ended_at is null) then 'held'
    when exists (
      select from approvals.instance o where o.ended_at is null and o.id in (
        select c.parent_id from approvals.child c where c.instance_id = i.id
        union all select c.instance_id from approvals.child c where c.parent_id = i.id
        union all select r.other_id from approvals.relation r where r.one_id = i.id
        union all select r.one_id from approvals.relation r where r.other_id = i.id)) then 'relatedRunning'
  end
  from approvals.instance i where i.id = of_instance
$$;

-- Nobody destroys what he asked for himself: not as who proposes, nor as who approves.
create function approvals.destruction_not_own() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'destruction_item' then
    if exists (
      select from approvals.instance i join approvals.destruction d on d.id = new.destruction_id
      where i.id = new.instance_id and d.proposed_by in (i.applicant_id, i.submitter_id)
    ) then
      raise exception 'Nobody proposes to destroy an own request' using errcode = 'GJ031';
    end if;
  elsif new.approved_by is not null and exists (
    select from approvals.destruction_item t join approvals.instance i on i.id = t.instance_id
    where t.destruction_id = new.id and t.state = 'proposed' and new.approved_by in (i.applicant_id, i.submitter_id)
  ) then
    raise exception 'Nobody approves the destruction of an own request' using errcode = 'GJ031';
  end if;
  return new;
end $$;
create trigger destruction_item_not_own before insert on approvals.destruction_item
  for each row execute function approvals.destruction_not_own();
create trigger destruction_not_own before update on approvals.destruction
  for each row execute function approvals.destruction_not_own();

-- What was decided stays as it was decided.
create function approvals.destruction_settled() returns trigger language plpgsql as $$
begin
  if old.withdrawn_at is not null or old.finished_at is not null
    or (old.approved_at is not null and (new.approved_by, new.approved_at) is distinct from (old.approved_by, old.approved_at)) then
    raise exception 'This list of destruction is settled' using errcode = 'GJ032';
  end if;
  return new;
end $$;
create trigger destruction_settled before update on approvals.destruction
  for each row execute function approvals.destruction_settled();

-- Takes the content of one request out of every table, where an approved list says so and nothing stands against it. The only way:
-- the application itself can neither empty events nor remove contents. Gives the blobs that nothing names any more.
create function approvals.destroy_request(
  destruction uuid, instance uuid, at timestamptz, evidence uuid, file_count int, said jsonb
) returns setof text language plpgsql security definer set search_path = pg_catalog as $$
declare
  list_number text;
  form_count int;
begin
  select d.number into list_number from approvals.destruction d
  join approvals.destruction_item t on t.destruction_id = d.id and t.instance_id = instance and t.state = 'proposed'
  where d.id = destruction and d.approved_by <> d.proposed_by and d.finished_at is null
  for update of t;
  if list_number is null or approvals.destruction_stopped(instance, at) is not null then
    raise exception 'This request may not be destroyed' using errcode = 'GJ030';
  end if;
  delete from approvals.form_content f where f.instance_id = instance;
  get diagnostics form_count = row_count;
  update approvals.event e set body = null where e.instance_id = instance;
  update approvals.instance i set form = '{}', state = '{}', summary = said, destruction_no = list_number where i.id = instance;
  delete from approvals.participant p where p.instance_id = instance and p.part not in ('applicant', 'submitter');
  delete from approvals.task t where t.instance_id = instance;
  delete from approvals.done d where d.instance_id = instance;
  delete from approvals.counted_amount c where c.instance_id = instance;
  delete from approvals.relation r where instance in (r.one_id, r.other_id);
  delete from approvals.replay_item r where r.instance_id = instance;
  update approvals.call c set input = '{}', error = null where c.instance_id = instance;
  update approvals.destruction_item t
  set state = 'destroyed', destroyed_at = at, evidence_id = evidence, forms = form_count, files = file_count
  where t.destruction_id = destruction and t.instance_id = instance;
  return query
    with a as (select x.revision, x.blob from approvals.archive x where x.instance_id = instance and x.blob is not null),
    p as (select x.id, x.blob from approvals.print x where x.instance_id = instance and x.blob is not null),
    ua as (update approvals.archive x set blob = null from a where x.instance_id = instance and x.revision = a.revision),
    up as (update approvals.print x set blob = null from p where x.id = p.id)
    select a.blob from a union select p.blob from p;
end $$;
revoke all on function approvals.destroy_request(uuid, uuid, timestamptz, uuid, int, jsonb) from public;
grant execute on function approvals.destroy_request(uuid, uuid, timestamptz, uuid, int, jsonb) to guiju_app;

revoke update, delete, truncate on approvals.destruction, approvals.destruction_item, approvals.kept_longer, approvals.hold from guiju_app;
grant update (revision, approved_by, approved_at, withdrawn_by, withdrawn_at, finished_at, digest) on approvals.destruction to guiju_app;
grant update (state, why) on approvals.destruction_item to guiju_app;
grant update (ended_by, ended_at, end_reason) on approvals.hold to guiju_app;

-- What is destroyed is no request any more for other modules.
create or replace view approvals.published_request as
  select i.id, i.kind, i.number, i.applicant_id, i.employer_id, i.submitted_at, i.ended_at, i.status, i.form, i.summary,
    array(select v ->> 'nodeId' from jsonb_path_query(i.state, '$.visits[*] ? (@.state == "open")') v) as open_nodes
  from approvals.instance i where i.destruction_no is null;
