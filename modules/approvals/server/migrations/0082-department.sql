-- Where the applicant worked when the request was submitted: whoever leaves has no department any more, the request keeps its own.
alter table approvals.instance add column department_id uuid references directory.department;
update approvals.instance i set department_id = m.department_id
from directory.membership m, directory.employer e
where e.id = i.employer_id and m.person_id = i.applicant_id and m.is_main
  and m.valid_from <= (i.submitted_at at time zone e.time_zone)::date
  and (m.valid_to is null or m.valid_to > (i.submitted_at at time zone e.time_zone)::date);
