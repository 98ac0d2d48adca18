-- A state of its own: the one it had before is also that of a destruction that isn't allowed, which would be answered with this refusal.
create or replace function access.refuse_two_duties() returns trigger language plpgsql as $$
declare
  is_separated boolean;
begin
  -- Shared, so that nothing slips in while the separation is being switched on.
  select separated into is_separated from access.separation for share;
  if not is_separated then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended('access.administration', 0));
  if exists (select from access.duty_holdings() h group by h.person_id having count(distinct h.duty) > 1)
    -- What everybody or every head has can be nobody's duty alone.
    or exists (select from access.role_duty d join access.role r on r.id = d.role_id where r.holding <> 'assigned') then
    raise exception 'somebody would hold two of the three administrators' using errcode = 'GJ033';
  end if;
  return null;
end $$;
