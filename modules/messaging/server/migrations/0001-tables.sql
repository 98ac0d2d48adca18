-- One row per message whatever the size of the group: unread is last_seq minus read_seq, who has read is whose read_seq
-- lies at the message or past it.

create table messaging.conversation (
  id uuid primary key,
  kind text not null check (kind in ('direct', 'group')),
  name text,
  owner_id uuid references directory.person,
  -- The two of a direct conversation, in the order of their ids, so that a pair has one conversation.
  low_person_id uuid references directory.person,
  high_person_id uuid references directory.person,
  -- Place of the newest message. Whoever writes a message adds one here first: the row's lock makes the order gapless.
  last_seq int not null default 0 check (last_seq >= 0),
  last_at timestamptz not null,
  member_count int not null check (member_count >= 0),
  closed_at timestamptz,
  made_at timestamptz not null,
  made_by uuid not null references directory.person,
  check ((kind = 'direct') = (low_person_id is not null and high_person_id is not null)),
  check ((kind = 'group') = (name is not null)),
  check (low_person_id < high_person_id),
  constraint conversation_pair unique (low_person_id, high_person_id)
) with (fillfactor = 50);
create index conversation_high on messaging.conversation (high_person_id) where high_person_id is not null;
-- last_seq and last_at change with every message; no index holds them, so the row is updated in place.

create table messaging.member (
  conversation_id uuid not null references messaging.conversation,
  person_id uuid not null references directory.person,
  -- Place of the newest message at joining; what came before doesn't count as unread.
  joined_seq int not null check (joined_seq >= 0),
  joined_at timestamptz not null,
  left_at timestamptz,
  read_seq int not null check (read_seq >= joined_seq),
  pinned boolean not null default false,
  muted boolean not null default false,
  primary key (conversation_id, person_id)
) with (fillfactor = 70);
create index member_person on messaging.member (person_id, conversation_id) where left_at is null;

create table messaging.message (
  conversation_id uuid not null references messaging.conversation,
  seq int not null check (seq > 0),
  id uuid not null,
  -- A member's id, or null: the system, an application.
  sender_id uuid,
  client_id uuid,
  kind text not null check (kind ~ '^[a-z][A-Za-z0-9]*$'),
  -- null: recalled.
  body jsonb,
  at timestamptz not null,
  recalled_at timestamptz,
  primary key (conversation_id, seq),
  check ((body is null) = (recalled_at is not null)),
  check (client_id is null or sender_id is not null)
) with (fillfactor = 95);
create unique index message_once on messaging.message (sender_id, client_id) where client_id is not null;
