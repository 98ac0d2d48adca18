-- Who takes over one line of what somebody who leaves holds (D6); who takes over the rest stands in the planned change.
create table directory.successor (
  planned_change_id uuid not null references directory.planned_change,
  line text not null,
  successor_id uuid not null references directory.person,
  named_by uuid references directory.person,
  named_at timestamptz not null,
  primary key (planned_change_id, line)
);

-- What became of each line on the day: written in the transaction that closes the account, once.
create table directory.hand_over (
  person_id uuid not null references directory.person,
  line text not null,
  successor_id uuid references directory.person,
  chosen text check (chosen in ('line', 'all', 'supervisor', 'head')),
  handed int not null,
  failure_code text,
  at timestamptz not null,
  primary key (person_id, line),
  check ((successor_id is null) = (chosen is null)),
  check (successor_id is null or failure_code is null),
  check (successor_id <> person_id)
);
create index hand_over_open on directory.hand_over (person_id) where successor_id is null;

-- One leaving at a time: of several that were planned, the first counted already.
update directory.planned_change c set state = 'withdrawn'
where c.kind = 'markLeft' and c.state = 'waiting' and exists (
  select from directory.planned_change earlier where earlier.person_id = c.person_id and earlier.kind = 'markLeft'
    and earlier.state = 'waiting' and (earlier.on_day, earlier.id) < (c.on_day, c.id));
create unique index planned_leaving on directory.planned_change (person_id) where kind = 'markLeft' and state = 'waiting';

-- Who is going to take over, for modules that prepare it beforehand; line '' means everything that isn't named by itself.
create view directory.published_successor as
  select c.person_id, s.line, s.successor_id, c.on_day as leaves_on
  from directory.planned_change c join directory.successor s on s.planned_change_id = c.id
  where c.kind = 'markLeft' and c.state = 'waiting'
  union all
  select c.person_id, '', (c.change ->> 'successorId')::uuid, c.on_day
  from directory.planned_change c
  where c.kind = 'markLeft' and c.state = 'waiting' and c.change ->> 'successorId' is not null;
