-- How many requests of a template and of each of its versions run is asked for every line of its lists.
create index instance_kind_open on approvals.instance (kind, definition_version) where ended_at is null;
