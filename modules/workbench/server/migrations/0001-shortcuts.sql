-- What a person pinned to the workbench, in the person's order.
create table workbench.shortcuts (
  person_id uuid primary key references directory.person,
  paths text[] not null
);
