-- When the person proved to have the phone that stands here. Another number is unproved, whoever writes it.
alter table directory.person add column phone_verified_at timestamptz;
create function directory.forget_proof() returns trigger language plpgsql as $$
begin
  new.phone_verified_at := null;
  return new;
end
$$;
create trigger phone_changed before update of phone on directory.person for each row
  when (new.phone is distinct from old.phone) execute function directory.forget_proof();
create index person_probation on directory.person (probation_end) where left_on is null and probation_end is not null;
create index person_contract on directory.person (contract_end) where left_on is null and contract_end is not null;
