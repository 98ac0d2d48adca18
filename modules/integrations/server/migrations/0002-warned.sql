-- When it was said that a key is about to expire.
alter table integrations.key add column warned_at timestamptz;
create index key_ending on integrations.key (ends_at) where warned_at is null and stopped_at is null;
