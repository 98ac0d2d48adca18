-- What other modules may join; the types stand in contract/views.ts.
create view groups.published_governed as
  select conversation_id, kind, employer_id from groups.governed where state = 'active';
