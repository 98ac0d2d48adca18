-- What other modules may join; the types stand in contract/views.ts.
create view messaging.published_group as
  select id, name, owner_id, last_seq, last_at, member_count, made_at, closed_at
  from messaging.conversation where kind = 'group';

create view messaging.published_member as
  select m.conversation_id, m.person_id, m.joined_at
  from messaging.member m join messaging.conversation c on c.id = m.conversation_id and c.kind = 'group'
  where m.left_at is null;
