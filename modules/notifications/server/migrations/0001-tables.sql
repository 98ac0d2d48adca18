-- What was told, once however many people it went to. It never changes: rules rest on it.
create table notifications.sending (
  id uuid primary key,
  kind text not null,
  facts jsonb not null,
  link text,
  about_type text not null,
  about_id text not null,
  urgent boolean not null,
  -- The very words, in both languages, of kinds that something depends on.
  sent_words jsonb,
  sent_at timestamptz not null
);
create index sending_about on notifications.sending (about_type, about_id);
revoke update, delete, truncate on notifications.sending from guiju_app;

-- That one person was told, and how far it came. The ids are in order of time.
create table notifications.notice (
  id uuid primary key,
  sending_id uuid not null references notifications.sending,
  person_id uuid not null references directory.person,
  channel text not null default 'app' check (channel in ('app')),
  delivered_at timestamptz,
  read_at timestamptz,
  constraint notice_read_when_delivered check (read_at is null or delivered_at <= read_at),
  constraint notice_once_each unique (sending_id, person_id, channel)
);
create index notice_of_person on notifications.notice (person_id, id desc);
create index notice_unread on notifications.notice (person_id, id desc) where read_at is null;
create index notice_undelivered on notifications.notice (person_id, id desc) where delivered_at is null;
revoke update, delete, truncate on notifications.notice from guiju_app;
grant update (delivered_at, read_at) on notifications.notice to guiju_app;

-- What other modules may join; its type stands in contract/views.ts.
create view notifications.published_notice as
  select n.id, n.person_id, s.kind, s.about_type, s.about_id, s.urgent, n.channel, s.sent_words, s.sent_at, n.delivered_at,
         n.read_at
  from notifications.notice n join notifications.sending s on s.id = n.sending_id;
