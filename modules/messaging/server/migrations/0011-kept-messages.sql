-- What a person keeps for themselves: messages saved under a category or put off until later, and a conversation marked unread.
alter table messaging.member add column marked_unread boolean not null default false;

create table messaging.kept_message (
  person_id uuid not null references directory.person,
  kept text not null check (kept in ('saved', 'later')),
  conversation_id uuid not null,
  seq int not null,
  at timestamptz not null,
  -- Of what is saved; empty: none.
  category text not null default '' check (char_length(category) <= 20),
  -- Of what was put off: when it was dealt with.
  handled_at timestamptz,
  primary key (person_id, kept, conversation_id, seq),
  foreign key (conversation_id, seq) references messaging.message,
  check (kept = 'saved' or category = ''),
  check (kept = 'later' or handled_at is null)
);
create index kept_message_latest on messaging.kept_message (person_id, kept, at desc, conversation_id, seq);
create index kept_message_of on messaging.kept_message (conversation_id, seq);
