-- A file of people goes some time after it was dealt with: name, bytes and preview; when, whose and how many stays.
alter table directory.people_import add column erased_at timestamptz;
create index people_import_kept on directory.people_import (made_at) where erased_at is null;
