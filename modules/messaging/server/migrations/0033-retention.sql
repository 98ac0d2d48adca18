-- Which messages are past their retention: the table grows in the order of time, so that a summary of its pages tells.
create index message_kept_since on messaging.message using brin (at) where body is not null;
