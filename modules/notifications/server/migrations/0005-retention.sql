-- What people were told goes at the end of its retention, with everything that went out of the app of it; what was said goes with
-- the last one who was told it. The application can remove notices in no other way, and none before the shortest period of the
-- retention table: half a year, and of what something depended on two years after the person left.
create function notifications.erase_notices(ids uuid[], moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (
    select from notifications.notice n join notifications.sending s on s.id = n.sending_id
    where n.id = any(ids) and (s.sent_at + interval '6 months' > moment or s.sent_words is not null and not exists (
      select from directory.person p where p.id = n.person_id and p.left_on + interval '24 months' <= moment))
  ) then
    raise exception 'These notices may not be erased yet' using errcode = 'GJ051';
  end if;
  delete from notifications.attempt a using notifications.delivery d where d.id = a.delivery_id and d.notice_id = any(ids);
  delete from notifications.phone_code c using notifications.delivery d where d.id = c.delivery_id and d.notice_id = any(ids);
  delete from notifications.delivery where notice_id = any(ids);
  with gone as (delete from notifications.notice where id = any(ids) returning sending_id)
  delete from notifications.sending s
  where s.id in (select sending_id from gone)
    and not exists (select from notifications.notice n where n.sending_id = s.id and n.id <> all(ids));
end $$;
revoke all on function notifications.erase_notices(uuid[], timestamptz) from public;
grant execute on function notifications.erase_notices(uuid[], timestamptz) to guiju_app;
create index sending_sent on notifications.sending (sent_at);
