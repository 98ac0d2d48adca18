-- What a message can hold and what happens to it afterwards: replies, files, mentions, reactions, edits, forwarding, pins.
alter table messaging.message
  add column edited_at timestamptz,
  -- The message that it answers, and the first one of that thread.
  add column reply_to int check (reply_to < seq),
  add column thread_seq int check (thread_seq < seq),
  add column no_forward boolean not null default false,
  add constraint message_reply check ((reply_to is null) = (thread_seq is null));
create index message_thread on messaging.message (conversation_id, thread_seq, seq) where thread_seq is not null;

alter table messaging.conversation
  add column forwarding boolean not null default true,
  -- Whether plain members may call everybody with @all; leaders always may.
  add column calling_all boolean not null default false;

-- What a message said before it was edited; goes when it is recalled.
create table messaging.message_version (
  conversation_id uuid not null,
  seq int not null,
  number int not null check (number > 0),
  body jsonb not null,
  -- When it was said so.
  at timestamptz not null,
  primary key (conversation_id, seq, number),
  foreign key (conversation_id, seq) references messaging.message
);

create table messaging.reaction (
  conversation_id uuid not null,
  seq int not null,
  emoji text not null check (char_length(emoji) between 1 and 20),
  person_id uuid not null references directory.person,
  at timestamptz not null,
  primary key (conversation_id, seq, emoji, person_id),
  foreign key (conversation_id, seq) references messaging.message
);

-- Files of messages: for the right to read them, and for the list of a conversation's files.
create table messaging.message_file (
  file_id uuid primary key,
  message_id uuid not null,
  -- What the files module knows it to be attached to.
  owner_kind text not null,
  owner_id text not null,
  conversation_id uuid not null,
  seq int not null,
  foreign key (conversation_id, seq) references messaging.message
);
create index message_file_message on messaging.message_file (message_id);
create index message_file_conversation on messaging.message_file (conversation_id, seq desc, file_id);

create table messaging.mention (
  conversation_id uuid not null,
  seq int not null,
  -- null: everybody.
  person_id uuid references directory.person,
  foreign key (conversation_id, seq) references messaging.message,
  unique nulls not distinct (conversation_id, person_id, seq)
);

create table messaging.pinned_message (
  conversation_id uuid not null,
  seq int not null,
  pinned_by uuid not null references directory.person,
  at timestamptz not null,
  primary key (conversation_id, seq),
  foreign key (conversation_id, seq) references messaging.message
);
