-- A key that was agreed to and isn't fetched in time lapses. `expires_at` of one that was agreed to: until when it can be fetched.
alter table integrations.key
  drop constraint key_outcome_check,
  add constraint key_outcome_check check (outcome in ('agreed', 'refused', 'withdrawn', 'expired', 'lapsed'));
