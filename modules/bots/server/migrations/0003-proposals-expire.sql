-- When a proposed application stops waiting for a second person. null: proposed before there was a time, or confirmed.
alter table bots.application add column expires_at timestamptz;
