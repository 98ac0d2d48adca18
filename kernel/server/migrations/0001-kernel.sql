-- The kernel's own tables. Every time value comes from the kernel clock as a parameter; SQL's own clock is never asked.

create table kernel.clock (
  only_row boolean primary key default true check (only_row),
  offset_ms bigint not null default 0
);
insert into kernel.clock default values;

-- A new epoch after a restore tells subscribers and clients that numbers may have been given out twice.
create table kernel.epoch (
  only_row boolean primary key default true check (only_row),
  epoch uuid not null default gen_random_uuid()
);
insert into kernel.epoch default values;

create table kernel.session (
  id uuid primary key,
  token_hash bytea not null unique,
  person_id uuid not null,
  strength text not null check (strength in ('password', 'secondFactor', 'passkey')),
  made_at timestamptz not null,
  fresh_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  address text not null,
  agent text not null,
  ended_at timestamptz
);
create index session_person on kernel.session (person_id) where ended_at is null;

-- One row per command that committed: the same id again gives the same answer.
create table kernel.command (
  actor text not null,
  command_id uuid not null,
  operation text not null,
  input_hash bytea not null,
  answer jsonb,
  at timestamptz not null,
  primary key (actor, command_id)
);
create index command_at on kernel.command (at);

-- Events wait here, unnumbered, from the transaction that made them until the relay has numbered them.
create table kernel.event_pending (
  seq bigint generated always as identity primary key,
  id uuid not null,
  at timestamptz not null,
  name text not null,
  version int not null,
  facts jsonb not null,
  actor jsonb not null
);
alter table kernel.event_pending set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);

create table kernel.event_head (
  only_row boolean primary key default true check (only_row),
  number bigint not null default 0
);
insert into kernel.event_head default values;
alter table kernel.event_head set (fillfactor = 50);

create table kernel.event (
  number bigint not null,
  at timestamptz not null,
  id uuid not null,
  name text not null,
  version int not null,
  facts jsonb,
  actor jsonb not null,
  primary key (number, at)
) partition by range (at);
create index event_name on kernel.event (name, number);

-- The application can't make tables; the relay asks for the month that it is about to write.
create function kernel.ensure_event_month(month date) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  first date := date_trunc('month', month)::date;
  partition text := 'event_' || to_char(first, 'YYYYMM');
begin
  if to_regclass('kernel.' || partition) is null then
    execute format('create table if not exists kernel.%I partition of kernel.event for values from (%L) to (%L)',
      partition, first::text || ' 00:00:00+00', (first + interval '1 month')::date::text || ' 00:00:00+00');
    execute format('revoke update, delete, truncate on kernel.%I from guiju_app', partition);
  end if;
end $$;

-- Erasing what an event said, without touching that it happened.
create function kernel.erase_event_facts(event_number bigint) returns void
language sql security definer set search_path = pg_catalog as $$
  update kernel.event set facts = null where number = event_number
$$;

create table kernel.subscriber (
  name text primary key,
  number bigint not null
);

create table kernel.parked_event (
  subscriber text not null,
  number bigint not null,
  error text not null,
  at timestamptz not null,
  primary key (subscriber, number)
);

create table kernel.timer (
  name text not null,
  key text not null,
  due_at timestamptz not null,
  input jsonb not null,
  attempts int not null default 0,
  error text,
  primary key (name, key)
);
create index timer_due on kernel.timer (due_at) where attempts < 5;

create table kernel.recurring (
  name text primary key,
  next_at timestamptz not null
);

create table kernel.job (
  id uuid primary key,
  operation text not null,
  actor jsonb not null,
  input jsonb not null,
  blob text,
  file_name text,
  media_type text,
  state text not null check (state in ('queued', 'done', 'failed')),
  answer jsonb,
  failure jsonb,
  made_at timestamptz not null,
  ended_at timestamptz
);
create index job_queued on kernel.job (made_at) where state = 'queued';

create table kernel.setting (
  name text not null,
  employer_id uuid,
  value jsonb not null,
  at timestamptz not null,
  by_person_id uuid,
  unique nulls not distinct (name, employer_id)
);

-- Who did what, by ids only. What was said lies in the evidence store, under its own key, and can be erased there.
create table kernel.audit (
  id uuid primary key,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('person', 'application', 'system', 'visitor')),
  actor_id text,
  operation text not null,
  outcome text not null check (outcome in ('done', 'refused', 'fault', 'looked')),
  failure_code text,
  objects jsonb not null,
  via text not null,
  request_id text
);
create index audit_at on kernel.audit (at);
create index audit_actor on kernel.audit (actor_id, at);

revoke update, delete, truncate on kernel.event, kernel.audit from guiju_app;
