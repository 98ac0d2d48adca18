-- What was agreed to and not fetched since before there was a time for it, counted from that day.
with unfetched as (
  update integrations.key set expires_at = decided_at + make_interval(days => coalesce((select value::text::int from kernel.setting
      where name = 'access.activationDays' and employer_id is null), 14))
  where outcome = 'agreed' and fetched_at is null and stopped_at is null returning id, expires_at
)
insert into kernel.timer (name, key, due_at, input)
select 'integrations.keyLapses', id::text, expires_at, jsonb_build_object('keyId', id) from unfetched
on conflict (name, key) do nothing;
