-- What waits for a second person since before there was a time for it expires as what is proposed now does, counted from its own day.
with waiting as (
  update integrations.proposal set expires_at = proposed_at + make_interval(days => coalesce((select value::text::int from kernel.setting
      where name = 'access.grantProposalDays' and employer_id is null), 7))
  where outcome is null and expires_at is null returning id, expires_at
)
insert into kernel.timer (name, key, due_at, input)
select 'integrations.proposalExpires', id::text, expires_at, jsonb_build_object('proposalId', id) from waiting
on conflict (name, key) do nothing;

with waiting as (
  update integrations.key set expires_at = asked_at + make_interval(days => coalesce((select value::text::int from kernel.setting
      where name = 'access.grantProposalDays' and employer_id is null), 7))
  where outcome is null and expires_at is null returning id, expires_at
)
insert into kernel.timer (name, key, due_at, input)
select 'integrations.wishExpires', id::text, expires_at, jsonb_build_object('keyId', id) from waiting
on conflict (name, key) do nothing;
