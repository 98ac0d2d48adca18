-- For who reads of a group elsewhere: what it is called, and from whom the reach of the register counts.
create or replace view groups.published_governed as
  select conversation_id, kind, employer_id, name, applicant_id from groups.governed where state = 'active';
