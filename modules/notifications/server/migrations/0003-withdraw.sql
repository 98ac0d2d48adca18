-- What people wrote leaves a sending with the message that said it; nothing else of a sending ever changes.
create function notifications.erase_facts(of_type text, of_id text, names text[]) returns void
language sql security definer set search_path = pg_catalog as $$
  update notifications.sending s
  set facts = s.facts || coalesce((select jsonb_object_agg(name, '') from unnest(names) as n(name) where s.facts ? name), '{}')
  where s.about_type = of_type and s.about_id = of_id
$$;
