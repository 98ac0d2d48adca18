-- Blobs that no row names, not yet or not any more: the bytes of an upload under way, and of what was removed. Swept away every hour.
create table kernel.loose_blob (
  id text primary key,
  -- From here on nothing needs it.
  until timestamptz not null
);
create index loose_blob_until on kernel.loose_blob (until);
