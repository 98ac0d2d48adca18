-- Where it was said: in a group, between two, or outside of chats (comments on requests, what is to be published).
alter table content.finding add column place text not null default 'groups' check (place in ('groups', 'direct', 'elsewhere'));
alter table content.finding alter column place drop default;
alter table content.finding drop constraint finding_check;
alter table content.finding add constraint message_has_seq check (place = 'elsewhere' or (outcome = 'blocked') = (seq is null));
