-- Somebody who isn't in asks to be let in; a leader answers (G11).
create table groups.join_ask (
  id uuid primary key,
  conversation_id uuid not null references groups.governed,
  person_id uuid not null references directory.person,
  reason text not null,
  at timestamptz not null,
  state text not null check (state in ('open', 'accepted', 'declined', 'dropped')),
  answered_by uuid references directory.person,
  answered_at timestamptz,
  check ((state = 'open') = (answered_at is null))
);
create unique index join_ask_open on groups.join_ask (conversation_id, person_id) where state = 'open';
create index join_ask_group on groups.join_ask (conversation_id, at) where state = 'open';
create index join_ask_person on groups.join_ask (person_id) where state = 'open';

-- That its end is near was told.
alter table groups.governed add column end_soon_told_at timestamptz;
