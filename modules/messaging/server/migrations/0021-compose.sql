-- What a person is writing into a conversation, for all their devices; an empty text says when it was sent or deleted.
create table messaging.draft (
  person_id uuid not null references directory.person,
  conversation_id uuid not null references messaging.conversation,
  text text not null,
  -- By the clock of the device, never later than the server's.
  typed_at timestamptz not null,
  primary key (person_id, conversation_id)
);
create index draft_latest on messaging.draft (person_id, typed_at desc);

-- What is to be sent at its time. Its id is the client's id of the message.
create table messaging.scheduled_message (
  id uuid primary key,
  conversation_id uuid not null references messaging.conversation,
  person_id uuid not null references directory.person,
  said jsonb not null,
  due_at timestamptz not null,
  made_at timestamptz not null,
  -- Why it couldn't be sent: code, words in both languages, facts.
  failure jsonb
);
create index scheduled_message_of on messaging.scheduled_message (person_id, due_at, id);

-- A message that asks for an answer by a deadline, and of whom.
create table messaging.answer_request (
  conversation_id uuid not null,
  seq int not null,
  message_id uuid not null,
  asked_by uuid not null references directory.person,
  deadline timestamptz not null,
  primary key (conversation_id, seq),
  foreign key (conversation_id, seq) references messaging.message
);
create index answer_request_of on messaging.answer_request (asked_by, deadline desc);

create table messaging.asked_person (
  conversation_id uuid not null,
  seq int not null,
  person_id uuid not null references directory.person,
  answered_at timestamptz,
  -- The message that answers; null beside a time: confirmed by a press.
  answered_seq int,
  primary key (conversation_id, seq, person_id),
  foreign key (conversation_id, seq) references messaging.answer_request on delete cascade,
  check (answered_seq is null or answered_at is not null)
);
create index asked_person_waiting on messaging.asked_person (person_id) where answered_at is null;

-- Messages that people were told of outside of the conversation: when last, and whether urgently.
create table messaging.told_message (
  conversation_id uuid not null,
  seq int not null,
  message_id uuid not null,
  urgent boolean not null,
  -- null: not its audience, but its author alone was told.
  told_at timestamptz,
  primary key (conversation_id, seq),
  foreign key (conversation_id, seq) references messaging.message
);

-- Notices show no words of messages: of this conversation, and to this person.
alter table messaging.conversation
  add column hide_text boolean not null default false,
  -- What others said here is forwarded with their consent only.
  add column forward_consent boolean not null default false;
create table messaging.privacy (
  person_id uuid primary key references directory.person,
  hide_text boolean not null
);

-- Consent to forward one message once.
create table messaging.forward_consent (
  id uuid primary key,
  conversation_id uuid not null,
  seq int not null,
  author_id uuid not null references directory.person,
  asker_id uuid not null references directory.person,
  reason text not null,
  state text not null check (state in ('asked', 'given', 'refused', 'used')),
  asked_at timestamptz not null,
  answered_at timestamptz,
  foreign key (conversation_id, seq) references messaging.message,
  check ((state = 'asked') = (answered_at is null)),
  check (author_id <> asker_id)
);
create unique index forward_consent_open on messaging.forward_consent (conversation_id, seq, asker_id)
  where state in ('asked', 'given');
create index forward_consent_author on messaging.forward_consent (author_id, id desc);
create index forward_consent_asker on messaging.forward_consent (asker_id, id desc);

-- One thing said to many, each in the chat between two.
create table messaging.broadcast (
  id uuid primary key,
  author_id uuid not null references directory.person,
  text text not null,
  total int not null check (total > 0),
  sent int not null default 0,
  failed int not null default 0,
  state text not null check (state in ('running', 'done', 'stopped')),
  made_at timestamptz not null,
  ended_at timestamptz,
  check (sent + failed <= total),
  check ((state = 'running') = (ended_at is null))
);
create index broadcast_of on messaging.broadcast (author_id, id desc);

create table messaging.broadcast_recipient (
  broadcast_id uuid not null references messaging.broadcast,
  number int not null check (number > 0),
  person_id uuid not null references directory.person,
  -- Where it was said; or why not.
  conversation_id uuid references messaging.conversation,
  seq int,
  failure text,
  primary key (broadcast_id, number),
  unique (broadcast_id, person_id),
  check ((conversation_id is null) = (seq is null)),
  check (seq is null or failure is null)
);
