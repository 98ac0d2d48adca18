-- What whoever manages a person may know, for the module that other systems keep people up to date through.
create view directory.published_record as
  select id as person_id, alias, phone, landline, email, staff_number, revision from directory.person;
