-- Links that messages hold, for the list of a conversation's links and for their cards.
create table messaging.message_link (
  conversation_id uuid not null,
  seq int not null,
  -- Which of the message: 1, 2, 3 …
  number int not null check (number > 0),
  url text not null check (char_length(url) <= 2000),
  primary key (conversation_id, seq, number),
  foreign key (conversation_id, seq) references messaging.message
);
create index message_link_url on messaging.message_link (md5(url));

-- What a linked page says of itself, asked once for however many messages hold the link. It goes with the last of them.
create table messaging.link_card (
  url text not null check (char_length(url) <= 2000),
  -- Until it was asked, or given up: when next, and how often it was.
  try_at timestamptz,
  tries int not null default 0,
  title text check (char_length(title) <= 200),
  description text check (char_length(description) <= 300),
  site text check (char_length(site) <= 100),
  -- A small picture, ours: its blob.
  picture uuid,
  check (title is not null or (description is null and site is null and picture is null))
);
create unique index link_card_url on messaging.link_card (md5(url));
create index link_card_waiting on messaging.link_card (try_at) where try_at is not null;

-- Who has listened to a voice message.
create table messaging.heard_voice (
  conversation_id uuid not null,
  seq int not null,
  person_id uuid not null references directory.person,
  primary key (conversation_id, seq, person_id),
  foreign key (conversation_id, seq) references messaging.message
);

-- Links of what was sent before are listed too.
insert into kernel.subscriber (name, number) values ('messaging.keepLinks', 0);
