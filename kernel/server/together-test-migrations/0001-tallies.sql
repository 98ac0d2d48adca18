create table tally.tally (id text primary key, revision int not null, value int not null check (value < 1000));
