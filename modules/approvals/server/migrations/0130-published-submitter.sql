-- Who submitted for somebody else may change what was returned, so the checks of the modules whose matter it is ask for both.
create or replace view approvals.published_request as
  select i.id, i.kind, i.number, i.applicant_id, i.employer_id, i.submitted_at, i.ended_at, i.status, i.form, i.summary,
    array(select v ->> 'nodeId' from jsonb_path_query(i.state, '$.visits[*] ? (@.state == "open")') v) as open_nodes,
    i.submitter_id
  from approvals.instance i where i.destruction_no is null;
