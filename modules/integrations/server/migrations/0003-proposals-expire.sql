-- What nobody agrees to in time expires; nobody has decided on it then. null: proposed before there was a time.
alter table integrations.proposal
  add column expires_at timestamptz,
  drop constraint proposal_check,
  drop constraint proposal_outcome_check,
  add constraint proposal_outcome_check check (outcome in ('carriedOut', 'refused', 'withdrawn', 'expired')),
  add constraint proposal_decided check ((decided_at is null) = (outcome is null)
    and (decided_by is null) = (outcome is null or outcome = 'expired'));
alter table integrations.key
  add column expires_at timestamptz,
  drop constraint key_check,
  drop constraint key_outcome_check,
  add constraint key_outcome_check check (outcome in ('agreed', 'refused', 'withdrawn', 'expired')),
  add constraint key_decided check ((decided_at is null) = (outcome is null)
    and (decided_by is null) = (outcome is null or outcome = 'expired'));
