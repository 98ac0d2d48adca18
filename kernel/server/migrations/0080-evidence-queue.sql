-- What waits for its link is queued by the trigger alone: it acts as the owner, and the application can't write there any more.
-- So every entry names content of the same statement, and needn't be looked up again for each row.
alter function kernel.evidence_content_written() security definer set search_path = pg_catalog;
revoke insert on kernel.evidence_pending from guiju_app;
alter table kernel.evidence_pending drop constraint evidence_pending_content_id_fkey;
