-- Conversations between one person and one application. The person is the only member; the name is the application's.
alter table messaging.conversation
  add column application_id uuid,
  add column person_id uuid references directory.person,
  drop constraint conversation_kind_check,
  add constraint conversation_kind_check check (kind in ('direct', 'group', 'application')),
  drop constraint conversation_check1,
  add constraint conversation_named check ((kind in ('group', 'application')) = (name is not null)),
  add constraint conversation_of_application
    check ((kind = 'application') = (application_id is not null) and (application_id is null) = (person_id is null)),
  add constraint conversation_application unique (person_id, application_id);
create index conversation_applications on messaging.conversation (application_id) where application_id is not null;

-- What the module that keeps applications may join: whose conversation it is, and what the person wrote there, as far as it still
-- says something and is no secret.
create view messaging.published_application_chat as
  select id as conversation_id, application_id, person_id from messaging.conversation where kind = 'application';

create view messaging.published_application_message as
  select c.id as conversation_id, m.seq, m.id as message_id, c.application_id, c.person_id, m.kind, m.body, m.at
  from messaging.conversation c
  join messaging.message m on m.conversation_id = c.id and m.sender_id = c.person_id
  where c.kind = 'application' and m.body is not null and messaging.rank(m.body) = 1;
