-- A proposal that nobody agrees to in time expires; nobody has decided on it then. null: proposed before there was a time.
alter table access.separation_proposal
  add column expires_at timestamptz,
  drop constraint separation_proposal_check,
  drop constraint separation_proposal_outcome_check,
  add constraint separation_proposal_outcome_check check (outcome in ('carriedOut', 'refused', 'withdrawn', 'expired')),
  add constraint separation_proposal_decided check ((decided_at is null) = (outcome is null)
    and (decided_by is null) = (outcome is null or outcome = 'expired'));
alter table access.outside_proposal
  add column expires_at timestamptz,
  drop constraint outside_proposal_outcome_check,
  add constraint outside_proposal_outcome_check check (outcome in ('carriedOut', 'refused', 'withdrawn', 'expired'));

-- Modules above ask by a query.
drop view access.published_open_glass;
