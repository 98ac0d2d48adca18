-- People whom a rule hides from somebody.
create view directory.published_hidden as
  select p.id as person_id from directory.person p
  where exists (select from directory.visibility_rule r where 'person' = any(r.hides)
    and (p.id = any(r.person_ids) or exists (select from directory.membership m
      join directory.department_tree t on t.descendant_id = m.department_id and t.valid_to is null
      where m.person_id = p.id and m.valid_to is null and t.ancestor_id = any(r.department_ids))));
