-- One sealed record for a step: it stands with the step's first event and holds all of them. Earlier events have one each.
alter table approvals.event alter evidence_id drop not null, alter commitment drop not null, alter algorithm drop not null,
  alter hash drop not null,
  add constraint event_sealed check (num_nulls(evidence_id, commitment, algorithm, hash) in (0, 4)),
  add constraint event_first_sealed check (seq > 1 or hash is not null);
alter table approvals.event drop constraint event_evidence_id_key;
create unique index event_evidence on approvals.event (evidence_id) where evidence_id is not null;
