-- Colleagues don't see whether this person is at a screen. Whether they are is stored nowhere.
alter table messaging.privacy add column hide_presence boolean not null default false;
