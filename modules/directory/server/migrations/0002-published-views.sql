-- What other modules may join; their types stand in contract/views.ts. All of it is how things are now.

create view directory.published_employer as
  select id, name, parent_id, time_zone, place from directory.employer;

create view directory.published_person as
  select p.id, p.employer_id, p.name, p.account, p.left_on is null as active, m.department_id as main_department_id,
         p.job_title, p.staff_type, p.photo, p.sort_key, p.left_on
  from directory.person p
  left join directory.membership m on m.person_id = p.id and m.is_main and m.valid_to is null;

create view directory.published_membership as
  select person_id, department_id, is_main from directory.membership where valid_to is null;

create view directory.published_department as
  select id, employer_id, parent_id, number, name from directory.department where removed_on is null;

create view directory.published_department_tree as
  select ancestor_id, descendant_id, depth from directory.department_tree where valid_to is null;

create view directory.published_head as
  select department_id, person_id, rank from directory.headship where valid_to is null;

create view directory.published_supervisor as
  select person_id, supervisor_id from directory.supervision where valid_to is null;

create view directory.published_post as
  select id, employer_id, name from directory.post where not closed;

create view directory.published_post_holding as
  select person_id, post_id, department_id from directory.post_holding where valid_to is null;
