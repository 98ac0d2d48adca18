/** SQL columns of `directory.published_person p`: where he is and what posts he holds, as the texts that expressions take. */
export const applicantUnits = `coalesce((select ',' || string_agg(distinct t.ancestor_id::text, ',') || ',' from directory.published_membership m
    join directory.published_department_tree t on t.descendant_id = m.department_id where m.person_id = p.id), '')
    as applicant_departments,
  coalesce((select ',' || string_agg(distinct h.post_id::text, ',') || ',' from directory.published_post_holding h
    where h.person_id = p.id), '') as applicant_posts`;
