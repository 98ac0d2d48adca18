-- When people are on leave or asked for it, for modules that keep other time from being asked for meanwhile. Never what for (Z9).
create view leave.published_leave as
  select request_id, person_id, from_date, from_half, to_date, to_half from leave.request where state <> 'dropped';
