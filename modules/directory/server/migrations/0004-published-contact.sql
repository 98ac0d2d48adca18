-- How active people are reached outside the app, for the module that tells them; its type stands in contract/views.ts.
create view directory.published_contact as
  select id as person_id, phone, email from directory.person where left_on is null;
