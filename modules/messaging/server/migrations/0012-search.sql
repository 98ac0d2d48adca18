-- The index of the search: one row for each message that says something. The numbers in `tokens` stand for its characters,
-- for pairs and triples of them, and for its conversation, sender and kind (server/search/search-text.ts).
create table messaging.message_search (
  conversation_id uuid not null,
  seq int not null,
  sender_id uuid,
  kind text not null,
  at timestamptz not null,
  -- As it is compared: without case, width and what isn't seen.
  text text not null,
  tokens int[] not null,
  primary key (conversation_id, seq),
  foreign key (conversation_id, seq) references messaging.message
);
create index message_search_latest on messaging.message_search (at desc, conversation_id desc, seq desc);
-- The list of what isn't sorted in yet is read by every search, so it is kept short (kB).
create index message_search_tokens on messaging.message_search using gin (tokens) with (gin_pending_list_limit = 256);

-- Up to which place a conversation has been put into the index.
create table messaging.search_progress (
  conversation_id uuid primary key references messaging.conversation,
  seq int not null check (seq > 0)
);

-- What was sent before is put into the index as if it were sent now.
insert into kernel.subscriber (name, number) values ('messaging.indexSent', 0);
