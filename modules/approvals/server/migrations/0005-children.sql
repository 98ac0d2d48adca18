-- Requests that requests made (sub-processes). Parent and child are never written in one transaction: they speak by the event log.
create table approvals.child (
  parent_id uuid not null references approvals.instance,
  child_id text not null,
  attempt int not null,
  instance_id uuid not null unique references approvals.instance,
  -- How many requests stand above it.
  depth int not null check (depth > 0),
  primary key (parent_id, child_id, attempt)
);
