-- The ways out of the app: what administrators set of each. Secrets are sealed with a key that isn't in the database.
create table notifications.channel (
  channel text primary key check (channel in ('push', 'mail', 'sms', 'phone', 'wecom', 'dingtalk')),
  active boolean not null,
  options jsonb not null,
  secrets jsonb not null default '{}',
  revision int not null,
  allowed text[] not null default '{}',
  allowed_by uuid,
  confirmed_by uuid,
  proposed text[],
  proposed_by uuid,
  changed_at timestamptz not null,
  constraint channel_four_eyes check (
    allowed = '{}' or (allowed_by is not null and confirmed_by is not null and allowed_by <> confirmed_by)
  ),
  check ((proposed is null) = (proposed_by is null))
);

create table notifications.kind_rule (
  kind text not null,
  channel text not null,
  timing text not null check (timing in ('off', 'now', 'digest')),
  mandatory boolean not null,
  primary key (kind, channel)
);

create table notifications.preference (
  person_id uuid not null references directory.person,
  kind text not null,
  channel text not null,
  timing text not null check (timing in ('off', 'now', 'digest')),
  primary key (person_id, kind, channel)
);

create table notifications.quiet (
  person_id uuid primary key references directory.person,
  quiet jsonb not null
);

-- A browser that gets notifications by push. It ends with the session that it was subscribed in.
create table notifications.device (
  id uuid primary key,
  person_id uuid not null references directory.person,
  session_id uuid not null,
  endpoint text not null unique,
  p256dh text not null,
  auth text not null,
  name text not null,
  made_at timestamptz not null
);
create index device_person on notifications.device (person_id);
create index device_session on notifications.device (session_id);

-- One notice on one channel. Several of one parcel go out together, under the parcel's id, at every try.
create table notifications.delivery (
  id uuid primary key,
  -- null: a test.
  notice_id uuid references notifications.notice,
  person_id uuid not null references directory.person,
  channel text not null,
  parcel uuid not null,
  held_for text check (held_for in ('quiet', 'digest', 'escalation')),
  state text not null check (state in ('queued', 'sent', 'delivered', 'failed', 'unneeded')),
  tries int not null default 0,
  next_try timestamptz,
  error text,
  receipt text,
  -- When the other side is asked what became of it.
  check_at timestamptz,
  made_at timestamptz not null,
  sent_at timestamptz,
  delivered_at timestamptz,
  constraint delivery_once_each unique (notice_id, channel),
  check ((state = 'queued') = (next_try is not null))
);
create index delivery_due on notifications.delivery (next_try, parcel) where state = 'queued';
create index delivery_check on notifications.delivery (check_at) where check_at is not null;
create index delivery_parcel on notifications.delivery (parcel);
create index delivery_state on notifications.delivery (state, id desc);
create index delivery_person on notifications.delivery (person_id, id desc);

create table notifications.attempt (
  delivery_id uuid not null references notifications.delivery,
  number int not null,
  at timestamptz not null,
  -- null: the other side took it.
  error text,
  receipt text,
  primary key (delivery_id, number)
);
revoke update, delete, truncate on notifications.attempt from guiju_app;
revoke delete, truncate on notifications.delivery from guiju_app;

-- Since when a notice counts as not delivered. Set once.
alter table notifications.notice add column undelivered_at timestamptz;
grant update (undelivered_at) on notifications.notice to guiju_app;

create or replace view notifications.published_notice as
  select n.id, n.person_id, s.kind, s.about_type, s.about_id, s.urgent, n.channel, s.sent_words, s.sent_at, n.delivered_at,
         n.read_at, n.undelivered_at
  from notifications.notice n join notifications.sending s on s.id = n.sending_id;
