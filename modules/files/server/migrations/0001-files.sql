-- The bytes, once however many files show them. The id is that of the blob. What was stored never changes.
create table files.content (
  id uuid primary key,
  sha256 bytea not null check (length(sha256) = 32),
  size bigint not null check (size > 0),
  media_type text not null,
  shows text not null check (shows in ('image', 'pdf', 'nothing')),
  width int check (width > 0),
  height int check (height > 0),
  check ((width is null) = (height is null)),
  check (width is null or shows = 'image')
);
revoke update, truncate on files.content from guiju_app;

-- A file as people see it: its uploader's own until it is attached to one thing of a module, then as readable as that.
create table files.file (
  id uuid primary key,
  content_id uuid not null references files.content,
  name text not null check (length(name) between 1 and 200 and name !~ '[[:cntrl:]/\\]'),
  uploader_id uuid not null references directory.person,
  uploaded_at timestamptz not null,
  owner_module text,
  owner_kind text,
  owner_id text,
  sensitive boolean not null default false,
  constraint file_owner_whole check (num_nulls(owner_module, owner_kind, owner_id) in (0, 3))
);
create index file_of_owner on files.file (owner_module, owner_kind, owner_id) where owner_module is not null;
create index file_unattached on files.file (uploader_id) where owner_module is null;
create index file_content on files.file (content_id);
revoke update, truncate on files.file from guiju_app;
grant update (owner_module, owner_kind, owner_id, sensitive) on files.file to guiju_app;
