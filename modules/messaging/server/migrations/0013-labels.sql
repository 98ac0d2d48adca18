-- Classification. The label stands in the body, so it goes wherever what was said goes.
alter table messaging.conversation
  add column classification text not null default 'internal'
    check (classification in ('public', 'internal', 'ordinary', 'core'));

create function messaging.rank(body jsonb) returns int language sql immutable parallel safe
  return case body ->> 'classification' when 'core' then 3 when 'ordinary' then 2 else 1 end;

-- What somebody with this clearance gets of a body: all of it, or only that there is something.
create function messaging.shown(body jsonb, clearance int) returns jsonb language sql immutable parallel safe
  return case when body is null or messaging.rank(body) <= clearance then body
    else jsonb_build_object('classification', body -> 'classification', 'hidden', true) end;

create table messaging.label_change (
  conversation_id uuid not null,
  seq int not null,
  number int not null check (number > 0),
  at timestamptz not null,
  by uuid not null references directory.person,
  before text not null,
  after text not null check (after <> before),
  reason text not null,
  primary key (conversation_id, seq, number),
  foreign key (conversation_id, seq) references messaging.message
);
revoke update, delete, truncate on messaging.label_change from guiju_app;
