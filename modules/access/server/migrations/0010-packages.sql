-- Packages of permissions that departments give to their own people (A2, A3): in force by a resolution of the executive
-- meeting, entered by one and agreed to by another.

create table access.package_minutes (
  id uuid primary key,
  blob text not null,
  name text not null,
  media_type text not null,
  size bigint not null,
  uploaded_by uuid not null references directory.person,
  uploaded_at timestamptz not null
);

create table access.department_package (
  id uuid primary key,
  department_id uuid not null references directory.department,
  resolution_number text not null check (resolution_number <> ''),
  resolution_day date not null,
  attendees uuid[] not null check (cardinality(attendees) >= 2),
  minutes_id uuid not null references access.package_minutes,
  proposed_at timestamptz not null,
  proposed_by uuid not null references directory.person,
  decided_at timestamptz,
  decided_by uuid references directory.person,
  outcome text check (outcome in ('inForce', 'refused')),
  ended_at timestamptz,
  ended_by uuid references directory.person,
  why_ended text check (why_ended in ('withdrawn', 'replaced')),
  reason text,
  check (num_nonnulls(decided_at, decided_by, outcome) in (0, 3)),
  check (num_nonnulls(ended_at, ended_by, why_ended) in (0, 3)),
  -- Who entered it doesn't put it in force.
  constraint package_by_two check (outcome is distinct from 'inForce' or decided_by <> proposed_by),
  check (outcome is distinct from 'refused' or ended_at is null)
);
create unique index department_package_in_force on access.department_package (department_id)
  where outcome = 'inForce' and ended_at is null;
create unique index department_package_waiting on access.department_package (department_id)
  where outcome is null and ended_at is null;

-- Nothing in it reaches beyond the department and what is below.
create table access.package_permission (
  package_id uuid not null references access.department_package,
  permission text not null,
  reach text not null check (reach in ('self', 'department', 'departmentTree')),
  primary key (package_id, permission)
);

create table access.package_grant (
  id uuid primary key,
  package_id uuid not null,
  permission text not null,
  person_id uuid not null references directory.person,
  granted_at timestamptz not null,
  granted_by uuid not null references directory.person,
  ended_at timestamptz,
  ended_by uuid references directory.person,
  -- Only what the package holds.
  foreign key (package_id, permission) references access.package_permission,
  constraint package_grant_not_to_oneself check (granted_by <> person_id)
);
create unique index package_grant_once on access.package_grant (package_id, permission, person_id) where ended_at is null;
create index package_grant_person on access.package_grant (person_id) where ended_at is null;

-- Only through a package in force, and only to people of its department or below.
create function access.refuse_package_grant() returns trigger language plpgsql as $$
begin
  if not exists (
    select from access.department_package k
    join directory.published_department_tree t on t.ancestor_id = k.department_id
    join directory.published_membership m on m.department_id = t.descendant_id and m.person_id = new.person_id
    where k.id = new.package_id and k.outcome = 'inForce' and k.ended_at is null
  ) then
    raise exception 'no package in force gives this person anything' using errcode = '23514', constraint = 'package_grant_within';
  end if;
  return new;
end $$;
create trigger package_grant_within before insert or update of package_id, permission, person_id on access.package_grant
  for each row execute function access.refuse_package_grant();
