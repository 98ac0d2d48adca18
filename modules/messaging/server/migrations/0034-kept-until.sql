-- Until when a dissolved group is kept, where a module that governs it says so.
alter table messaging.conversation add column kept_until timestamptz check (kept_until is null or closed_at is not null);
create index conversation_kept_until on messaging.conversation (kept_until) where kept_until is not null;
