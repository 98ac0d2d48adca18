-- Up to here somebody who was away has been told outside the app.
alter table messaging.member add column told_seq int not null default 0;
