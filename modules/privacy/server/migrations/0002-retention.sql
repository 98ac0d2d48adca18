-- What was erased at the end of its retention: which kind, how much, of which employer, when and why. Never what it was, and never
-- whose. One row for each act; nothing of it is changed or deleted (Z17, Z18).
create table privacy.erasure (
  id uuid primary key,
  day date not null,
  kind text not null,
  period text not null,
  -- null: of nobody who is known.
  employer_id uuid references directory.employer,
  count int not null check (count > 0),
  evidence int not null default 0 check (evidence >= 0),
  -- The list by which two people had it destroyed. null: its period was over.
  destruction text,
  at timestamptz not null
);
create index erasure_newest on privacy.erasure (day desc, kind, employer_id);
create index erasure_last on privacy.erasure (kind, at desc);
revoke update, delete, truncate on privacy.erasure from guiju_app;

-- Legal holds: nothing of this person is erased until somebody ends it.
create table privacy.hold (
  id uuid primary key,
  person_id uuid not null references directory.person,
  reason text not null check (reason <> ''),
  placed_by uuid not null references directory.person,
  placed_at timestamptz not null,
  ended_by uuid references directory.person,
  ended_at timestamptz,
  end_reason text,
  check (num_nulls(ended_by, ended_at, end_reason) in (0, 3))
);
create index hold_open on privacy.hold (person_id) where ended_at is null;
revoke update, delete, truncate on privacy.hold from guiju_app;
grant update (ended_by, ended_at, end_reason) on privacy.hold to guiju_app;

-- When a complaint was closed, and when what it said was erased.
alter table privacy.complaint add column closed_at timestamptz, add column erased_at timestamptz;
update privacy.complaint c set closed_at = coalesce(c.accepted_at, (select max(a.at) from privacy.answer a where a.complaint_id = c.id))
  where c.state = 'closed';
alter table privacy.complaint add constraint complaint_closed check ((state = 'closed') = (closed_at is not null));
grant update (closed_at) on privacy.complaint to guiju_app;

-- The only way to take away what was said in a complaint: a year after it was closed, and not before.
create function privacy.erase_complaint(of_complaint uuid, moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update privacy.complaint set text = '', erased_at = moment
  where id = of_complaint and closed_at + interval '12 months' <= moment and erased_at is null;
  if not found then
    raise exception 'This complaint may not be erased yet' using errcode = 'GJ041';
  end if;
  update privacy.answer set reason = '' where complaint_id = of_complaint;
  update privacy.objection set reason = '' where complaint_id = of_complaint;
end $$;
revoke all on function privacy.erase_complaint(uuid, timestamptz) from public;
grant execute on function privacy.erase_complaint(uuid, timestamptz) to guiju_app;
