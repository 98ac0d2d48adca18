-- Figures about ended requests, by day and summed by month, so that reading them costs the same however many requests there
-- were. request: by outcome and the applicant's department. task: by step and the holder's department. person: by holder.
create table approvals.statistic (
  what text not null check (what in ('request', 'task', 'person')),
  grain text not null check (grain in ('day', 'month')),
  -- In the time zone of the employer; of a month its first.
  day date not null,
  kind text not null,
  node_id text,
  outcome text,
  employer_id uuid not null,
  -- As it was when it was counted.
  department_id uuid,
  person_id uuid,
  -- The newest version of the flow in it, which knows the step's name.
  version int not null,
  count int not null,
  limited int not null,
  overdue int not null,
  -- Minutes on the clock, and in the working time of whom they are counted for; how many lie in each class.
  elapsed float8 not null,
  elapsed_spread int[] not null,
  working float8 not null,
  working_spread int[] not null,
  -- Whom it tells about, at most three: fewer are not shown to everybody.
  people uuid[] not null,
  applicants uuid[] not null,
  check ((what = 'person') = (person_id is not null)),
  unique nulls not distinct (what, grain, day, kind, node_id, outcome, employer_id, department_id, person_id)
);
create index statistic_person on approvals.statistic (person_id, grain, day) where person_id is not null;

-- Up to which event a request has been counted.
create table approvals.statistic_counted (
  instance_id uuid primary key references approvals.instance,
  events int not null check (events > 0)
);

-- What ended before is counted too: this subscriber begins at the first event that there ever was.
insert into kernel.subscriber (name, number) values ('approvals.onEndedToStatistics', 0) on conflict do nothing;
