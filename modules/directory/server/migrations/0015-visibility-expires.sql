-- A change of who sees what that nobody agrees to in time expires; nobody has decided on it then.
alter table directory.visibility_proposal
  add column expires_at timestamptz,
  drop constraint visibility_proposal_check,
  drop constraint visibility_proposal_outcome_check,
  add constraint visibility_proposal_outcome_check check (outcome in ('carriedOut', 'refused', 'withdrawn', 'expired')),
  add constraint visibility_proposal_decided check ((decided_at is null) = (outcome is null)
    and (decided_by is null) = (outcome is null or outcome = 'expired'));

-- Whose proposal a change of who sees what is, for those who stand guard before it is decided.
create view directory.published_visibility_proposal as
  select id, proposed_by from directory.visibility_proposal;
