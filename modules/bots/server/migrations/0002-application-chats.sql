-- Whom an application may write to, whether people may write to it, and its picture: part of what two people agree to.
alter table bots.application
  add column everybody boolean not null default true,
  -- Departments with all that is below them, and people.
  add column department_ids uuid[] not null default '{}',
  add column person_ids uuid[] not null default '{}',
  add column takes_messages boolean not null default false,
  add column picture bytea check (length(picture) <= 65536),
  add constraint application_told check (not takes_messages or address is not null),
  add constraint application_visible check (not everybody or (department_ids = '{}' and person_ids = '{}'));

-- A message that an application is told of, again under the same id until it takes it.
create table bots.message_call (
  id uuid primary key,
  application_id uuid not null references bots.application,
  conversation_id uuid not null,
  seq int not null,
  state text not null check (state in ('waiting', 'told', 'failed', 'gone')),
  tries int not null default 0,
  next_try timestamptz,
  error text,
  unique (conversation_id, seq),
  check ((state = 'waiting') = (next_try is not null))
);
create index message_call_due on bots.message_call (next_try) where state = 'waiting';
create index message_call_failed on bots.message_call (application_id) where state = 'failed';

-- A picture of an application stands in many conversations; one of a bot in one, which its own columns say.
create table bots.picture_place (
  picture_id uuid not null references bots.picture on delete cascade,
  conversation_id uuid not null,
  seq int not null,
  primary key (conversation_id, seq)
);
create index picture_place_picture on bots.picture_place (picture_id);

-- What modules above may read: who answers for an application.
create view bots.published_application as
  select id, name, proposed_by, confirmed_by from bots.application;

-- Where a card went: a group, or a person.
create view bots.published_card_place as
  select card_id, conversation_id, null::uuid as person_id from bots.card_group
  union all select card_id, null, person_id from bots.card_person;
