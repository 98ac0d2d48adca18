-- 部门副职 (D3): who stands in a department beside its heads, in order, with validity; it carries no permission.
create table directory.deputy_headship (
  department_id uuid not null references directory.department,
  person_id uuid not null references directory.person,
  rank int not null check (rank >= 0),
  valid_from date not null,
  valid_to date,
  check (valid_from < valid_to),
  exclude using gist (department_id with =, person_id with =, daterange(valid_from, valid_to) with &&),
  exclude using gist (department_id with =, rank with =, daterange(valid_from, valid_to) with &&)
);
create unique index deputy_headship_now on directory.deputy_headship (department_id, rank) include (person_id) where valid_to is null;
create index deputy_headship_person on directory.deputy_headship (person_id) where valid_to is null;
