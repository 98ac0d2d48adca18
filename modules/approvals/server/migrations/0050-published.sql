-- What modules whose kinds are asked for read of requests, in their own statements (contract/views.ts).
create view approvals.published_request as
  select i.id, i.kind, i.number, i.applicant_id, i.employer_id, i.submitted_at, i.ended_at, i.status, i.form, i.summary,
    array(select v ->> 'nodeId' from jsonb_path_query(i.state, '$.visits[*] ? (@.state == "open")') v) as open_nodes
  from approvals.instance i;
