-- What a group is found by: its name, its pinyin, its initials (domain/name-key.ts). Null: of before; filled in every five minutes.
alter table messaging.conversation add column name_key text;
create index conversation_without_key on messaging.conversation (id) where kind = 'group' and name_key is null;
