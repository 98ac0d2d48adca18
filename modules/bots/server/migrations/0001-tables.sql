-- Addresses through which programs post into a group. The address itself is kept nowhere: only its hash.
create table bots.bot (
  id uuid primary key,
  conversation_id uuid not null,
  name text not null,
  active boolean not null,
  made_by uuid not null references directory.person,
  made_at timestamptz not null,
  -- Goes up when the address is replaced; the secret follows from it and the company's key.
  generation int not null check (generation > 0),
  key_hash bytea not null unique check (length(key_hash) = 32),
  ranges text[] not null,
  signed boolean not null,
  -- The minute that is being counted, and the messages of it.
  minute_at timestamptz,
  minute_used int not null default 0,
  last_at timestamptz,
  removed_at timestamptz
) with (fillfactor = 70);
create index bot_conversation on bots.bot (conversation_id) where removed_at is null;

-- Pictures that came as base64, at most 2 MB; they go with their message.
create table bots.picture (
  id uuid primary key,
  conversation_id uuid,
  seq int,
  media_type text not null check (media_type in ('image/png', 'image/jpeg')),
  bytes bytea not null check (length(bytes) <= 2097152)
);
create index picture_message on bots.picture (conversation_id, seq);

-- Applications of third parties. Whatever widens one is confirmed by a second person.
create table bots.application (
  id uuid primary key,
  revision int not null check (revision > 0),
  state text not null check (state in ('proposed', 'active', 'off')),
  name text not null,
  purpose text not null,
  address text,
  ranges text[] not null,
  proposed_by uuid not null references directory.person,
  proposed_at timestamptz not null,
  confirmed_by uuid references directory.person,
  confirmed_at timestamptz,
  generation int not null check (generation >= 0),
  key_hash bytea unique check (length(key_hash) = 32),
  minute_at timestamptz,
  minute_used int not null default 0,
  last_at timestamptz,
  check (state <> 'active' or (confirmed_by is not null and confirmed_by <> proposed_by and key_hash is not null)),
  check (state = 'active' or key_hash is null)
) with (fillfactor = 70);

-- Groups whose leaders let an application post.
create table bots.admission (
  conversation_id uuid not null,
  application_id uuid not null references bots.application,
  admitted_by uuid not null references directory.person,
  at timestamptz not null,
  primary key (conversation_id, application_id)
);

create table bots.card (
  id uuid primary key,
  -- null: a module of the platform sent it.
  application_id uuid references bots.application,
  sender text not null,
  at timestamptz not null,
  changed_at timestamptz,
  content jsonb not null,
  -- Of a module: what each button does, as whoever presses it.
  operations jsonb not null,
  pressed_button text,
  pressed_label text,
  pressed_by uuid references directory.person,
  pressed_at timestamptz,
  check ((pressed_button is null) = (pressed_by is null) and (pressed_by is null) = (pressed_at is null)),
  check (application_id is null or operations = '{}')
);
create table bots.card_group (
  card_id uuid not null references bots.card,
  conversation_id uuid not null,
  primary key (card_id, conversation_id)
);
create table bots.card_person (
  card_id uuid not null references bots.card,
  person_id uuid not null references directory.person,
  primary key (person_id, card_id)
);
create index card_person_card on bots.card_person (card_id);

-- A press that an application is told of: one for a card, sent again under the same id until it is taken.
create table bots.press_call (
  id uuid primary key,
  card_id uuid not null unique references bots.card,
  application_id uuid not null references bots.application,
  state text not null check (state in ('waiting', 'told', 'failed')),
  tries int not null default 0,
  next_try timestamptz,
  error text,
  check ((state = 'waiting') = (next_try is not null))
);
create index press_call_due on bots.press_call (next_try) where state = 'waiting';

-- What modules above may read: who answers for a bot, and where it speaks.
create view bots.published_bot as
  select id, conversation_id, name, made_by from bots.bot where removed_at is null;
