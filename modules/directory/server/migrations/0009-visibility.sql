-- Who sees what in the directory (D5), and room for changes beside rows.

create table directory.visibility_rule (
  id uuid primary key,
  name text not null,
  hides text[] not null check (cardinality(hides) > 0
    and hides <@ array['phone', 'landline', 'email', 'person', 'department']),
  department_ids uuid[] not null,
  person_ids uuid[] not null,
  shown_to_department_ids uuid[] not null,
  shown_to_person_ids uuid[] not null,
  among_themselves boolean not null,
  changed_at timestamptz not null,
  changed_by uuid references directory.person
);

-- A reorganisation counts the revision of everybody whom it moves; with room on the page, that leaves a dozen indexes alone.
alter table directory.person set (fillfactor = 85);

-- The first digits of a staff number: for search as one types.
create index person_staff_number_begins on directory.person (lower(staff_number)) where left_on is null;
